import { expect, it } from 'vitest';
import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { SecretVersions } from '../../../lambdas/runtime/secret-text.ts';
import { awaitSecret, expectSecret } from '../../../operator/expect-secret.ts';
import type { InboxEndpoint } from '../../../operator/inbox.ts';

const nowMs = Date.parse('2026-11-24T10:00:00Z');

function endpointOf(name: string): InboxEndpoint {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  const url = 'https://hooks.example.com/hooks/acme';
  const queues = { queueUrl: 'queue', deadLetterQueueUrl: 'dlq' };
  return { name: 'acme', provider, processor: 'acme', url, publicUrl: url, secretArn: 'arn', ...queues };
}

function storeOf(current: string | null) {
  let versions: SecretVersions | null = current === null ? null : { current, currentSinceMs: nowMs, previous: null };
  return {
    secrets: {
      read: async () => versions,
      put: async (_: string, value: string) => {
        versions = { current: value, currentSinceMs: nowMs, previous: versions?.current ?? null };
      },
    },
    current: () => versions?.current,
  };
}

it.each([
  ['none before', null, []],
  ['one before', 'a-secret-before', ['a-secret-before']],
  ['a list before', '["new-one-0123","old-one-0123"]', ['new-one-0123', 'old-one-0123']],
])('an expected secret keeps those that verify: %s', async (_, before, secrets) => {
  const store = storeOf(before);
  await expectSecret(endpointOf('asana'), store, nowMs + 600_000);
  expect(JSON.parse(store.current() ?? '')).toEqual({ awaitingHandshakeUntil: '2026-11-24T10:10:00.000Z', secrets });
});

it('an expected secret is the newest of those stored', async () => {
  const store = storeOf(null);
  const expectation = await expectSecret(endpointOf('asana'), store, nowMs + 600_000);
  await store.secrets.put('arn', '["came-0123456","before-0123456"]');
  const signal = new AbortController().signal;
  expect(await awaitSecret(expectation, store, { nowMs: () => nowMs, signal })).toBe('came-0123456');
});

it('an expected secret that does not come in time is none', async () => {
  const store = storeOf(null);
  const expectation = await expectSecret(endpointOf('asana'), store, nowMs);
  const signal = new AbortController().signal;
  expect(await awaitSecret(expectation, store, { nowMs: () => nowMs, signal })).toBeNull();
});

it('a provider that hands no secret over is told apart', async () => {
  await expect(expectSecret(endpointOf('stripe'), storeOf(null), nowMs)).rejects.toThrow(
    'Stripe sends no secret to its endpoints: set the secret of "acme" with `inbox secret set acme`',
  );
});
