import { type Protocol, protocol } from './protocol.ts';

/** A protocol that is broken in one place, and an invariant (docs/protocol.md, "What holds") that it breaks. */
export interface Variant {
  readonly protocol: Protocol;
  readonly breaks: `I${number}`;
}

const variant = (name: string, breaks: Variant['breaks'], change: Partial<Protocol>): Variant => ({
  protocol: { ...protocol, ...change, name },
  breaks,
});

export const variants: readonly Variant[] = [
  variant('claim-first: whoever finds the claim of another delivery answers 200', 'I1', {
    onKnown: () => 'answer 200',
  }),
  variant('PENDING answers 200: a delivery of an event in progress queues nothing', 'I1', {
    onKnown: ({ status }) => (status === 'FAILED' ? 'send' : 'answer 200'),
  }),
  variant('busy acknowledged: a message whose event is leased to another is deleted', 'I1', {
    onBusy: 'acknowledge',
  }),
  variant('no lease: whatever is not completed may be claimed', 'I2', {
    mayClaim: (record) => record?.status !== 'COMPLETED',
  }),
  variant('unscoped ids: two endpoints share the record of one id', 'I1', { keyOf: () => 0 }),
  variant('completion without token: whoever is late completes for another', 'I2', {
    mayComplete: (record) => record?.status === 'PROCESSING',
  }),
  variant('dead-letter-then-crash: the record says it is dead before the dead letter is sent', 'I1', {
    givingUp: 'marks the record first',
  }),
  variant('claim before verification: a forged delivery writes the record', 'I3', { verifies: 'after the put' }),
  variant('delete on error: ingest takes its claim back when the send fails', 'I1', {
    onKnown: () => 'answer 200',
    onSendFailed: 'delete the record',
  }),
  variant('busy answers 503: a duplicate in progress is refused', 'I5', {
    onKnown: ({ status }) => (status === 'COMPLETED' ? 'answer 200' : 'answer 503'),
  }),
  variant('queued by ingest: the record says QUEUED, and that suppresses deliveries', 'I8', {
    marksQueued: true,
    onKnown: ({ status }) => (status === 'COMPLETED' || status === 'QUEUED' ? 'answer 200' : 'send'),
  }),
];
