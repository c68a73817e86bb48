import { describe, expect, it } from 'vitest';
import { splitBatch } from '../../lambdas/processing/split-batch.ts';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Provider, Sample } from '../../lambdas/providers/define-provider.ts';
import { identify } from '../../lambdas/providers/identify.ts';
import { hasUnsignedId } from '../../lambdas/providers/unsigned-id.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { fillSample } from '../../operator/fill-sample.ts';
import { apiEvent, context, createFakeInbox } from '../support/fake-inbox.ts';
import { testRoot } from '../support/published-keys.ts';
import { answerOf, draftOf, type Keys, newKeys, publicUrl, signed } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;
const endpoint = 'inbox';

/** Through the ingest handler, as API Gateway would hand it over. `secret` null: never set. */
async function deliver(provider: Provider, request: WebhookRequest, secret: string | null, keys: Keys) {
  const inbox = createFakeInbox({
    endpoints: { [endpoint]: { provider, publicUrl } },
    secrets: { [endpoint]: secret },
    nowMs,
  });
  inbox.ports.fetchKey = async () => answerOf(provider, keys);
  inbox.ports.trustedCertificates = () => ({ roots: [testRoot], intermediates: [], standIns: [testRoot] });
  const { method, headers, rawQuery, rawBody } = request;
  const response = await inbox.handle(
    apiEvent(endpoint, { method, headers: [...headers], rawQuery, body: rawBody }),
    context,
  );
  return { inbox, status: response.statusCode };
}

const nothing = { messages: [], received: [] };
const inWords = (line: unknown) => line as { reason?: string; secretIndex?: number };

/** What the definition calls the sample's event. */
function typeOf({ eventType, batch }: Provider, sample: Sample): string | undefined {
  return eventType.length > 0 || (batch && batch.eventType.length > 0) ? sample.eventType : undefined;
}

function idsOf(provider: Provider, request: WebhookRequest): readonly string[] {
  const { eventId } = identify(provider, request);
  return (provider.batch && splitBatch(provider.batch, request.rawBody)?.map((item) => item.eventId)) ?? [eventId];
}

describe.each([...catalogue])('%s', (name, provider) => {
  const own = newKeys(provider, 'own');
  const other = newKeys(provider, 'other');
  const sample = provider.samples[0];
  const draft = (one: Sample, options: { id?: string } = {}) =>
    draftOf(one, { nowMs, ...options, ...(own.published.length > 0 ? { secret: own.configured } : {}) });
  const genuine = signed(provider, draft(sample), own.signing, nowMs);
  /** Where keys are published, the endpoint's secret may only be what they are asked for with. */
  const secretVerifies =
    own.published.length === 0 || JSON.stringify(provider.verification).includes('"kind":"secret"');

  describe.each(provider.samples.map((one) => [one.eventType, one] as const))('accepts %s', (_, one) => {
    const request = signed(provider, draft(one), own.signing, nowMs);

    it('and queues its bytes once', async () => {
      const { inbox, status } = await deliver(provider, request, own.configured, own);
      expect(String(status)).toMatch(/^2\d\d$/);
      expect(inbox.received).toHaveLength(1);
      expect(inbox.messages).toHaveLength(1);
      const [message] = inbox.messages;
      expect(Buffer.from(message?.body ?? '').equals(request.rawBody)).toBe(true);
      expect(message?.attributes.eventType?.StringValue).toBe(identify(provider, request).eventType ?? undefined);
    });

    it('and finds the type of the event', () => {
      const { eventType } = identify(provider, request);
      const items = provider.batch && splitBatch(provider.batch, request.rawBody, eventType);
      return expect(items ? items[0]?.eventType : eventType).toBe(typeOf(provider, one) ?? null);
    });
  });

  it.each([
    ['newest', [own.configured, other.configured], 0],
    ['oldest', [other.configured, own.configured], 1],
  ])('accepts a delivery signed with the %s of two secrets', async (_, secrets, secretIndex) => {
    const { inbox } = await deliver(provider, genuine, JSON.stringify(secrets), own);
    expect(inbox.messages).toHaveLength(1);
    expect(inWords(inbox.lines[0]).secretIndex).toBe(secretVerifies ? secretIndex : 0);
  });

  it('refuses a delivery signed with another secret or key', async () => {
    const { inbox, status } = await deliver(provider, genuine, other.configured, other);
    expect({ status, messages: inbox.messages, received: inbox.received }).toEqual({ status: 401, ...nothing });
    // Where what is signed names what is configured, there is nothing to compare with; a token that carries its own
    // certificates is genuine, and meant for somebody else.
    const reasons = secretVerifies && own.published.length > 0 ? ['missing_signed_content', 'claim_mismatch'] : [];
    expect(['signature_mismatch', ...reasons]).toContain(inWords(inbox.lines[0]).reason);
  });

  it.each([
    ['was never set', null, 503],
    ['is empty', '', 500],
    ['is blank', ' ', 500],
    ['is empty in a list', `[${JSON.stringify(own.configured)},""]`, 500],
  ])('fails closed when the secret %s', async (_, secret, expected) => {
    const { inbox, status } = await deliver(provider, genuine, secret, own);
    expect({ status, messages: inbox.messages, received: inbox.received }).toEqual({ status: expected, ...nothing });
  });

  it('verifies nothing without a secret', () => {
    for (const secrets of [[], [''], ['  '], [own.configured, '']]) {
      expect(() => verify(provider.verification, genuine, secrets, nowMs, own.published)).toThrow(/secret/);
    }
  });

  it('knows a redelivery by its id, and tells events apart', () => {
    const event = { id: provider.samples[0].id ? fillSample(sample, nowMs).eventId : 'id1' };
    const unsigned = draft(sample, event);
    const first = signed(provider, unsigned, own.signing, nowMs);
    const again = signed(provider, unsigned, own.signing, nowMs + 60_000);
    const another = draft(sample);
    expect(idsOf(provider, again)).toEqual(idsOf(provider, first));
    expect(idsOf(provider, another)).not.toEqual(idsOf(provider, first));
    expect(new Set([...idsOf(provider, another), ...idsOf(provider, first)]).size).toBe(
      idsOf(provider, another).length * 2,
    );
  });

  it('says of an id that is not signed that type and body count beside it', () => {
    expect(hasUnsignedId(provider.verification, provider.eventId) && !provider.unsignedId).toBe(false);
  });

  it('is plain data, which travels into the bundle as JSON', () => {
    expect(JSON.parse(JSON.stringify(provider))).toStrictEqual(provider);
  });

  it('tells how to register and what the secret looks like', () => {
    expect(provider.name).toBe(name);
    expect(provider.docs ?? 'https://').toMatch(/^https:\/\//);
    expect(provider.source).toMatch(/\S/);
    expect(provider.registration.length).toBeGreaterThan(0);
    expect(provider.secret.label).not.toBe('');
    expect(own.configured).toMatch(new RegExp(provider.secret.pattern));
    for (const { pattern } of provider.secret.mistakes ?? []) expect(own.configured).not.toMatch(new RegExp(pattern));
    expect(new Set(provider.samples.map(({ eventType }) => eventType)).size).toBe(provider.samples.length);
  });
});
