import { describe, expect, it } from 'vitest';
import { eventKeyWithBody } from '../../../lambdas/idempotency/event-key.ts';
import type { EventMessage } from '../../../lambdas/processing/event-message.ts';
import { recordKey } from '../../../lambdas/processing/record-key.ts';
import { sha256 } from './inbox.ts';

const message: EventMessage = {
  endpoint: 'stripe',
  eventId: 'evt_1',
  eventType: 'invoice.paid',
  receivedAtMs: 0,
  contentType: null,
  encoding: 'text',
  body: '{}',
};
const batch = { items: '', eventId: [], eventType: [] };
const withBody = (hash: string) => eventKeyWithBody('stripe', message, hash);

describe('the key of a record', () => {
  it('is made of the id alone, of a delivery and of an event that was split from one', () => {
    expect(recordKey({ batch: null }, message)).toBe('v1#stripe#p:evt_1');
    expect(recordKey({ batch: null }, { ...message, splitFrom: 'h:x' })).toBe('v1#stripe#p:evt_1');
    expect(recordKey({ batch, bodyInKey: true }, { ...message, splitFrom: 'h:x' })).toBe('v1#stripe#p:evt_1');
    expect(recordKey({ batch: { ...batch, bodyInKey: true } }, message)).toBe('v1#stripe#p:evt_1');
  });

  it('has the body beside the id where the provider does not sign the id of a delivery', () => {
    expect(recordKey({ batch: null, bodyInKey: true }, message)).toBe(withBody(sha256(Buffer.from('{}'))));
    const binary = { ...message, encoding: 'base64' as const, body: '/w==' };
    expect(recordKey({ batch: null, bodyInKey: true }, binary)).toBe(withBody(sha256(Buffer.from([0xff]))));
  });

  it('has the body beside the id where events of one batch share ids', () => {
    const settings = { batch: { ...batch, bodyInKey: true as const } };
    expect(recordKey(settings, { ...message, splitFrom: 'h:x' })).toBe(withBody(sha256(Buffer.from('{}'))));
  });

  it('takes the hash of a body in S3 from the pointer, and does without when that is damaged', () => {
    const key = (body: string) => recordKey({ batch: null, bodyInKey: true }, { ...message, encoding: 's3', body });
    expect(key('{"sha256":"abc"}')).toBe(withBody('abc'));
    expect(key('{')).toBe(withBody(''));
  });
});
