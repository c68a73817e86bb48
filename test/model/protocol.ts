import type { RecordState } from './state.ts';

/** The decisions of docs/protocol.md, so that a variant changes exactly one of them. */
export interface Protocol {
  readonly name: string;
  /** The key of the event's record. */
  readonly keyOf: (event: number) => number;
  readonly verifies: 'first' | 'after the put';
  /** What ingest does when the put found a record. */
  readonly onKnown: (record: RecordState) => 'send' | 'answer 200' | 'answer 503';
  readonly onSendFailed: 'leave the record' | 'delete the record';
  /** Whether ingest writes QUEUED once the message is sent. */
  readonly marksQueued: boolean;
  readonly mayClaim: (record: RecordState | null, token: number) => boolean;
  /** What a processor does with a message whose event is leased to another. */
  readonly onBusy: 'return' | 'acknowledge';
  readonly mayComplete: (record: RecordState | null, token: number) => boolean;
  readonly givingUp: 'sends the dead letter first' | 'marks the record first';
}

const owns = (record: RecordState | null, token: number) => record?.status === 'PROCESSING' && record.token === token;

export const ownsLease = owns;

export const protocol: Protocol = {
  name: 'the protocol',
  keyOf: (event) => event,
  verifies: 'first',
  onKnown: ({ status }) => (status === 'COMPLETED' ? 'answer 200' : 'send'),
  onSendFailed: 'leave the record',
  marksQueued: false,
  mayClaim: (record, token) =>
    record === null || (record.status !== 'COMPLETED' && (!record.leased || record.token === token)),
  onBusy: 'return',
  mayComplete: owns,
  givingUp: 'sends the dead letter first',
};
