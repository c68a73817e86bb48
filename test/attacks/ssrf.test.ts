import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, expect } from 'vitest';
import { fetchKey } from '../../lambdas/ingest/fetch-key.ts';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { apiEvent, context, createFakeInbox } from '../support/fake-inbox.ts';
import { attack } from './attack.ts';
import { json, type Target } from './target.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const goodUrl = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';

interface Draft {
  readonly SigningCertURL?: string;
  readonly TopicArn?: string;
  readonly SubscribeURL?: string;
  readonly Type?: string;
}

/** Signed as SNS does it, by whoever holds the key of the certificate at the URL. */
function message({ nowMs, keys }: Target, draft: Draft): string {
  const fields: Record<string, string> = {
    Type: 'Notification',
    MessageId: 'm-1',
    TopicArn: keys('aws-sns').configured,
    Message: '{"order":1}',
    Timestamp: new Date(nowMs).toISOString(),
    SignatureVersion: '2',
    SigningCertURL: goodUrl,
    ...(draft.Type === 'SubscriptionConfirmation' ? { Token: 't', SubscribeURL: draft.SubscribeURL ?? '' } : {}),
    ...draft,
  };
  const names =
    fields.Type === 'Notification'
      ? ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const content = names.map((name) => `${name}\n${fields[name]}\n`).join('');
  return JSON.stringify({ ...fields, Signature: sign('sha256', Buffer.from(content), privateKey).toString('base64') });
}

async function refusesUrls(target: Target, urls: readonly string[]): Promise<void> {
  for (const SigningCertURL of urls) {
    target.refused(await target.send('aws-sns', { headers: [json], body: message(target, { SigningCertURL }) }));
  }
}

describe('the URL of a certificate', () => {
  attack('SSR-01', (target) =>
    refusesUrls(target, ['https://evil.com/x.pem', 'http://169.254.169.254/x.pem', 'file:///x.pem']),
  );

  attack('SSR-02', (target) =>
    refusesUrls(target, [
      'https://sns.us-east-1.amazonaws.com.evil.com/x.pem',
      'https://evilsns.us-east-1.amazonaws.com/x.pem',
      'https://sns.us-east-1.amazonaws.comevil.com/x.pem',
      'https://evil.com/sns.us-east-1.amazonaws.com/x.pem',
    ]),
  );

  attack('SSR-03', (target) =>
    refusesUrls(target, [
      'https://sns.us-east-1.amazonaws.com@evil.com/x.pem',
      'https://evil.com#@sns.us-east-1.amazonaws.com/x.pem',
      'https://sns.us-east-1.amazonaws.com:443@evil.com/x.pem',
      'https://sns.us-east-1.amazonaws.com\\@evil.com/x.pem',
    ]),
  );

  attack('SSR-05', (target) =>
    refusesUrls(target, [
      'https://s3.amazonaws.com/bucket/x.pem',
      'https://sns.s3.us-west-2.amazonaws.com/x.pem',
      'https://sns.us-west-2.s3.amazonaws.com/x.pem',
      'https://sns.s3-website-us-west-2.amazonaws.com/x.pem',
      'https://sns.amazonaws.com/x.pem',
      'https://sns.us-west-2.amazonaws.com/../x.pem',
      'https://sns.us-west-2.amazonaws.com/x.pem?redirect=https://evil.com',
    ]),
  );

  attack('SSR-06', async (target) => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    // What fetches keys takes https only, and a redirect for an error; over plain HTTP it does not even connect.
    await expect(fetchKey({ url: `http://127.0.0.1:${port}/x.pem` })).rejects.toThrow('https');
    await expect(fetchKey({ url: `https://127.0.0.1:${port}/x.pem` })).rejects.toThrow();
    expect(seen).toEqual([]);
    server.close();
    const answer = await target.send('aws-sns', { headers: [json], body: message(target, {}) });
    // The allowed host itself was asked, and what it answers is an error: nothing was accepted.
    expect([answer.statusCode, target.asked]).toEqual([503, [goodUrl]]);
    expect([...target.inbox.messages, ...target.inbox.received]).toEqual([]);
  });

  attack('SSR-11', async (target) => {
    const provider = catalogue.get('google-pubsub');
    if (!provider) throw new Error('no google-pubsub');
    const inbox = createFakeInbox({ endpoints: { push: { provider } }, secrets: { push: 'pusher@example.com' } });
    const asked: string[] = [];
    inbox.ports.fetchKey = async ({ url }) => {
      asked.push(url);
      return '{}';
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const header of [
      { jku: 'https://evil.com/jwks' },
      { x5u: 'https://evil.com/x.pem' },
      { jwk: privateKey.export({ format: 'jwk' }) },
      { x5c: ['AAAA'] },
      { crit: ['exp'] },
    ]) {
      const signedPart = `${part({ alg: 'RS256', kid: 'k1', ...header })}.${part({
        iss: 'https://accounts.google.com',
        aud: 'https://hooks.example.com/hooks/push',
        email: 'pusher@example.com',
        email_verified: true,
        exp: target.nowMs / 1000 + 600,
      })}`;
      const signature = sign('sha256', Buffer.from(signedPart), privateKey).toString('base64url');
      const headers = [json, ['authorization', `Bearer ${signedPart}.${signature}`]] as const;
      const answer = await inbox.handle(apiEvent('push', { headers, body: '{"message":{"messageId":"1"}}' }), context);
      expect(answer.statusCode).toBe(401);
    }
    expect(asked.filter((url) => !url.startsWith('https://www.googleapis.com/'))).toEqual([]);
    expect([...inbox.messages, ...inbox.received]).toEqual([]);
  });
});

describe('the subscription of a topic', () => {
  attack('SSR-08', async (target) => {
    const urls = ['http://169.254.169.254/', 'https://evil.com/?Action=ConfirmSubscription'];
    for (const SubscribeURL of urls) {
      const body = message(target, { Type: 'SubscriptionConfirmation', SubscribeURL });
      const answer = await target.send('aws-sns', { headers: [json], body });
      expect(String(answer.statusCode)).not.toMatch(/^2/);
    }
    // Only the certificate was asked for, of SNS itself; never the URL of an unverified message.
    expect(target.asked.filter((url) => url !== goodUrl)).toEqual([]);
    expect([...target.inbox.messages, ...target.inbox.received]).toEqual([]);
  });

  attack('SSR-09', async (target) => {
    const TopicArn = 'arn:aws:sns:us-east-1:999999999999:the-attackers-topic';
    const answer = await target.send('aws-sns', { headers: [json], body: message(target, { TopicArn }) });
    expect(String(answer.statusCode)).not.toMatch(/^2/);
    expect([...target.inbox.messages, ...target.inbox.received]).toEqual([]);
  });
});
