import { describe, expect, it } from 'vitest';
import { signedHandshake } from '../../../lambdas/ingest/handshake.ts';
import { catalogue } from '../../../lambdas/providers/catalogue.ts';

const url = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
const request = {
  method: 'POST',
  headers: new Map([['content-type', 'text/plain; charset=UTF-8']]),
  rawQuery: '',
  publicUrl: 'https://hooks.example.com/hooks/topic',
  rawBody: Buffer.from(JSON.stringify({ Type: 'SubscriptionConfirmation', SubscribeURL: url })),
};

async function confirmWith(
  fetchKey: (asked: { url: string; mustSucceed?: boolean }) => Promise<string>,
  sent = request,
) {
  const provider = catalogue.get('aws-sns');
  if (!provider) throw new Error('aws-sns is not in the catalogue');
  const storeSecret = () => Promise.reject(new Error('a confirmation stores nothing'));
  return signedHandshake({ nowMs: () => 0, storeSecret, fetchKey }, provider, sent, 'arn');
}

describe('a signed request to confirm a subscription', () => {
  it('fetches its URL, of which nothing but a success confirms', async () => {
    const asked: unknown[] = [];
    const outcome = await confirmWith(async (one) => {
      asked.push(one);
      return '';
    });
    expect(outcome).toMatchObject({ kind: 'handshake', name: 'subscription_confirmation' });
    expect(asked).toEqual([{ url, mustSucceed: true }]);
  });

  it('is answered 503 when that fails, so that it comes again', async () => {
    const outcome = await confirmWith(() => Promise.reject(new Error('answered 404')));
    expect(outcome).toEqual({ kind: 'unavailable', reason: 'confirmation_failed' });
  });

  it.each([
    'https://evil.example.com/?Action=ConfirmSubscription',
    'https://sns.eu-west-1.amazonaws.com.evil.example.com/?Action=ConfirmSubscription',
    'https://evil.example.com/https://sns.eu-west-1.amazonaws.com/',
    'http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription',
    'xhttps://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription',
    'https://sns.eu-west-1.amazonaws.com:444/?Action=ConfirmSubscription',
    'https://sns.eu-west-1.amazonaws.com/?Action=<>',
    '',
  ])('never fetches a URL that is not its provider’s: %s', async (other) => {
    const asked: unknown[] = [];
    const fetchKey = async (one: object) => {
      asked.push(one);
      return '';
    };
    const rawBody = Buffer.from(JSON.stringify({ Type: 'SubscriptionConfirmation', SubscribeURL: other }));
    expect(await confirmWith(fetchKey, { ...request, rawBody })).toEqual({
      kind: 'unavailable',
      reason: 'confirmation_failed',
    });
    expect(asked).toEqual([]);
  });
});
