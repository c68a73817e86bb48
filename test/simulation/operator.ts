import { createOperatorStore } from '../../lambdas/idempotency/operator-store.ts';
import type { InboxEndpoint } from '../../operator/inbox.ts';
import type { DeadLetterMessage, Queues } from '../../operator/ports.ts';
import { redrive } from '../../operator/redrive.ts';
import { visitDeadLetters } from '../../operator/visit-dead-letters.ts';
import { createClients } from './clients.ts';
import type { EndpointName } from './endpoints.ts';
import { createMachine, type Machine } from './machine.ts';
import type { Message } from './queue.ts';
import { deadLetterUrlOf, names, queueOf, queueUrlOf, type World } from './world.ts';

/** An operator at the command line, whose process may die too. */
export interface Operator {
  readonly redrive: (endpoint: EndpointName) => Promise<void>;
  /** Looks at every dead letter, which leaves them where they are. */
  readonly show: (endpoint: EndpointName) => Promise<void>;
  readonly reopen: (pk: string) => Promise<void>;
}

export function createOperator(world: World): Operator {
  const { clock, ledger, random } = world;
  const newMachine = () => createMachine('operator', random.whole(-2_500, 2_500));
  const orDead = async (machine: Machine, work: Promise<unknown>) => {
    const { promise: death, resolve } = Promise.withResolvers<void>();
    machine.onDeath.push(resolve);
    // A command that fails ends with a sentence; the operator runs it again some time.
    await Promise.race([death, work.catch(() => {})]);
  };
  return {
    async redrive(endpoint) {
      const machine = newMachine();
      const queues = { name: endpoint, queueUrl: queueUrlOf(endpoint), deadLetterQueueUrl: deadLetterUrlOf(endpoint) };
      const nowMs = () => clock.nowMs() + machine.skewMs;
      const everything = { filter: {}, perSecond: null, dryRun: false };
      const ports = { queues: createQueues(world, machine) };
      await orDead(machine, redrive(queues as InboxEndpoint, ports, everything, { nowMs, sleep: clock.sleep }));
    },
    async show(endpoint) {
      const machine = newMachine();
      const ports = { queues: createQueues(world, machine) };
      await orDead(
        machine,
        visitDeadLetters(deadLetterUrlOf(endpoint), ports, async () => 'kept'),
      );
    },
    async reopen(pk) {
      const machine = newMachine();
      const store = createOperatorStore({ client: createClients(world, machine).dynamoDb, tableName: names.table });
      ledger.reopened(pk);
      await orDead(machine, store.reopen(pk, clock.nowMs() + machine.skewMs));
    },
  };
}

function createQueues(world: World, machine: Machine): Queues {
  const { network } = world;
  const unused = () => Promise.reject(new Error('SQS moves nothing by itself here'));
  const call = <T>(kind: string, effect: () => T) => network.call(machine, `operator: ${kind}`, effect);
  return {
    counts: unused,
    startMove: unused,
    lastMove: unused,
    cancelMove: unused,
    receive: (url, max, hiddenSeconds) =>
      call('ReceiveMessage', () =>
        queueOf(world, url)
          .receive(max, hiddenSeconds * 1000)
          .map(toDeadLetter),
      ),
    release: (url, id) => call('ChangeMessageVisibility', () => queueOf(world, url).hide(id, 0)),
    send: (url, { body, attributes }) => call('SendMessage', () => queueOf(world, url).send(body, attributes)),
    remove: (url, id) => call('DeleteMessage', () => queueOf(world, url).remove(id)),
  };
}

const toDeadLetter = ({ id, body, attributes, sentAtMs }: Message): DeadLetterMessage => ({
  messageId: id,
  receiptHandle: id,
  sentAtMs,
  body,
  attributes: attributes as DeadLetterMessage['attributes'],
});
