import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { receiveCount, receiveMessage } from '../../../lambdas/processing/receive-message.ts';
import { messageRecord, nowMs, toRecord } from './inbox.ts';

const text = (StringValue: string) => ({ DataType: 'String' as const, StringValue });
const whole = {
  endpoint: text('stripe'),
  eventId: text('evt_1'),
  receivedAt: text(new Date(nowMs).toISOString()),
  encoding: text('text'),
};
const receive = (changes: Readonly<Record<string, string | null>>) => {
  const attributes = Object.entries({ ...whole }).filter(([name]) => changes[name] !== null);
  const changed = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [[name, text(value)]]));
  return receiveMessage(
    toRecord({ body: '{}', attributes: Object.fromEntries([...attributes, ...changed]) }, 'm'),
    'stripe',
  );
};

describe('a record of the queue', () => {
  it('is the event message that ingest sent', () => {
    expect(receive({ eventType: 'invoice.paid', contentType: 'text/json' })).toEqual({
      kind: 'event',
      message: {
        endpoint: 'stripe',
        eventId: 'evt_1',
        eventType: 'invoice.paid',
        receivedAtMs: nowMs,
        contentType: 'text/json',
        encoding: 'text',
        body: '{}',
      },
    });
  });

  it('needs neither a type nor a content type', () => {
    expect(receive({})).toMatchObject({ message: { eventType: null, contentType: null } });
  });

  it('is JSON when it was split from a delivery', () => {
    expect(receive({ splitFrom: 'h:x' })).toMatchObject({
      message: { splitFrom: 'h:x', contentType: 'application/json' },
    });
  });

  it.each(['endpoint', 'eventId', 'receivedAt', 'encoding'])('is not ours without %s', (name) => {
    expect(receive({ [name]: null })).toEqual({
      kind: 'malformed',
      reason: 'not a message of this inbox: endpoint, eventId, receivedAt or encoding is missing',
    });
  });

  it.each([
    [{ encoding: 'gzip' }, 'not a message of this inbox: endpoint, eventId, receivedAt or encoding is missing'],
    [{ endpoint: 'github' }, 'a message of endpoint "github" on the queue of endpoint "stripe"'],
    [{ eventId: 'a b' }, 'the attribute eventId is not an event id of this inbox'],
    [{ eventId: 'é1' }, 'the attribute eventId is not an event id of this inbox'],
    [{ eventId: '1é' }, 'the attribute eventId is not an event id of this inbox'],
    [{ eventId: 'x'.repeat(257) }, 'the attribute eventId is not an event id of this inbox'],
    [{ receivedAt: 'yesterday' }, 'the attribute receivedAt is not a date'],
  ])('is not ours when it says %j', (changes, reason) => {
    expect(receive(changes)).toEqual({ kind: 'malformed', reason });
  });

  it('is not ours when it has no attributes at all', () => {
    const { messageAttributes: _, ...bare } = messageRecord();
    expect(receiveMessage(bare as SQSRecord, 'stripe')).toMatchObject({ kind: 'malformed' });
  });
});

describe('the number of the attempt', () => {
  const attempt = (ApproximateReceiveCount: unknown) =>
    receiveCount({ ...messageRecord(), attributes: { ApproximateReceiveCount } as never });

  it.each([
    ['1', 1],
    ['7', 7],
    ['0', 1],
    ['-2', 1],
    ['1.5', 1],
    ['many', 1],
    [undefined, 1],
  ])('of %s receives is %d', (receives, expected) => {
    expect(attempt(receives)).toBe(expected);
  });

  it('is 1 when SQS does not say', () => {
    const { attributes: _, ...bare } = messageRecord();
    expect(receiveCount(bare as SQSRecord)).toBe(1);
  });
});
