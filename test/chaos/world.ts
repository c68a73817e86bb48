import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../operator/connect.ts';
import type { Inbox } from '../../operator/inbox.ts';
import { requireEndpoint } from '../../operator/inventory.ts';
import { findLocalInbox } from '../../operator/local-inventory.ts';
import type { OperatorPorts } from '../../operator/ports.ts';
import { signingSecret } from '../../operator/signing-secret.ts';
import { type LocalInbox, startLocalInbox } from '../support/local-inbox.ts';
import { forgedWord, type SigningKeys } from './deliveries.ts';
import { createObservedCalls, type ObservedCalls } from './observed-calls.ts';
import { type ServiceProcesses, startServiceProcesses } from './services.ts';

/** A local stack whose services are processes of their own behind proxies. */
export interface World {
  readonly folder: string;
  readonly services: ServiceProcesses;
  readonly stack: LocalInbox;
  readonly observed: ObservedCalls;
  readonly inbox: Inbox;
  readonly ports: OperatorPorts;
  readonly keys: SigningKeys;
  /** Where the processors write what they run. */
  readonly runsPath: string;
  remove(): Promise<void>;
}

const app = join(import.meta.dirname, '../support/chaos-app/webhooks.ts');

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-chaos-'));
  mkdirSync(join(folder, 'services'));
  const runsPath = join(folder, 'runs.ndjson');
  const observed = createObservedCalls(forgedWord);
  const services = await startServiceProcesses(join(folder, 'services'), observed);
  const stack = await startLocalInbox(app, { ...services.variables, CHAOS_RUNS_FILE: runsPath });
  const inbox = await findLocalInbox({ INBOX_STATE_DIR: stack.stateDirectory });
  if (!inbox) throw new Error('the stack is not found');
  const ports = connect(inbox);
  const keyOf = (endpoint: string) => signingSecret(inbox, requireEndpoint(inbox, endpoint), ports);
  const keys = { stripe: await keyOf('stripe'), sendgrid: await keyOf('sendgrid'), acme: await keyOf('acme') };
  const remove = async () => {
    await stack.remove();
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, services, stack, observed, inbox, ports, keys, runsPath, remove };
}
