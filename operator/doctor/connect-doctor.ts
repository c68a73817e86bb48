import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../connect.ts';
import { createSender } from '../deliver.ts';
import type { LocatedInbox } from '../inbox.ts';
import { once } from './once.ts';
import type { DoctorPorts } from './ports.ts';
import { probe } from './probe.ts';
import { synthesize } from './synthesize.ts';

/** Short enough that three attempts end within the time of a check. */
const callTimeoutMs = 4_000;

/** What the doctor needs of an inbox. The SDK's clients are loaded when a check first uses them. */
export function connectDoctor(
  located: LocatedInbox,
  nowMs: () => number,
): DoctorPorts & { readonly close: () => void } {
  const inbox = { ...located, aws: { ...located.aws, callTimeoutMs } };
  const { secrets, store } = connect(inbox);
  const state = once(async () => (await import('./service-state.ts')).createServiceState(inbox.aws));
  const deployed = once(async () => (await import('./deployed-state.ts')).createDeployedState(inbox.aws));
  const sender = createSender(8);
  return {
    secret: secrets.read,
    record: store.read,
    queueAttributes: async (url) => (await state()).queueAttributes(url),
    table: async (name) => (await state()).table(name),
    deployed:
      inbox.kind === 'local'
        ? null
        : {
            mapping: async (id) => (await deployed()).mapping(id),
            functionVariables: async (name) => (await deployed()).functionVariables(name),
            subscriptions: async (topicArn) => (await deployed()).subscriptions(topicArn),
          },
    probe: (url, method) => probe(url, method, nowMs),
    deliver: sender.deliver,
    synthesize,
    nowMs,
    sleep: (ms) => delay(ms),
    close: sender.close,
  };
}
