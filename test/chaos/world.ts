import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalInbox, startLocalInbox } from '../support/local-inbox.ts';
import { type ConnectedInbox, connectInbox } from './connected-inbox.ts';
import { forgedWord } from './deliveries.ts';
import { createObservedCalls, type ObservedCalls } from './observed-calls.ts';
import { type ServiceProcesses, startServiceProcesses } from './services.ts';

/** A local stack whose services are processes of their own behind proxies. */
export interface World extends ConnectedInbox {
  readonly folder: string;
  readonly services: ServiceProcesses;
  readonly stack: LocalInbox;
  readonly observed: ObservedCalls;
  /** Where the processors write what they run. */
  readonly runsPath: string;
  remove(): Promise<void>;
}

export const chaosApp = join(import.meta.dirname, '../support/chaos-app/webhooks.ts');

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-chaos-'));
  mkdirSync(join(folder, 'services'));
  const runsPath = join(folder, 'runs.ndjson');
  const observed = createObservedCalls(forgedWord);
  const services = await startServiceProcesses(join(folder, 'services'), observed);
  const stack = await startLocalInbox(chaosApp, { ...services.variables, CHAOS_RUNS_FILE: runsPath });
  const remove = async () => {
    await stack.remove();
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, services, stack, observed, runsPath, remove, ...(await connectInbox(stack)) };
}
