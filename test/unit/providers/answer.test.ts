import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerFor, findHandshake, render, signsItsAnswer } from '../../../lambdas/providers/answer.ts';
import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../../lambdas/providers/define-provider.ts';
import { bodyField, query, secretText, url } from '../../../lambdas/verification/parts.ts';
import type { WebhookRequest } from '../../../lambdas/verification/webhook-request.ts';
import { formOf, requestOf } from '../../support/webhook-request.ts';

function matchHandshake(provider: Pick<Provider, 'handshakes'>, request: WebhookRequest, options: { signed: boolean }) {
  const handshake = findHandshake(provider, request, options);
  const answer = handshake && render(handshake.answer, request);
  return answer ? { name: handshake.name, answer } : null;
}

const echoing: Pick<Provider, 'handshakes'> = {
  handshakes: [
    {
      name: 'echo',
      signed: true,
      when: [{ part: bodyField('type'), equals: 'challenge' }],
      answer: { status: 200, body: { echo: bodyField('challenge'), pattern: '[a-z]{1,4}|x' } },
    },
    { name: 'probe', signed: false, when: [{ method: 'HEAD' }], answer: { status: 204 } },
  ],
};
const challenge = (value: unknown) => requestOf(JSON.stringify({ type: 'challenge', challenge: value }));

describe('a handshake', () => {
  it('echoes what it is asked to, as plain text', () => {
    expect(matchHandshake(echoing, challenge('abcd'), { signed: true })).toEqual({
      name: 'echo',
      answer: { status: 200, contentType: 'text/plain', body: 'abcd' },
    });
  });

  it.each(['', 'abcde', 'ABC', 'ab\n', '\nab', '<b>', 'abcd|x', null, ['abcd']])('echoes nothing else: %j', (value) => {
    expect(matchHandshake(echoing, challenge(value), { signed: true })).toBeNull();
  });

  it('that must be signed is none before the signature is verified', () => {
    expect(matchHandshake(echoing, challenge('abcd'), { signed: false })).toBeNull();
  });

  it('that comes unsigned is none among the signed ones', () => {
    const probe = requestOf('', { method: 'HEAD' });
    expect(matchHandshake(echoing, probe, { signed: false })).toEqual({ name: 'probe', answer: { status: 204 } });
    expect(matchHandshake(echoing, probe, { signed: true })).toBeNull();
  });

  it('hashes what it is asked to, with what follows', () => {
    const hashing: Pick<Provider, 'handshakes'> = {
      handshakes: [
        {
          name: 'hash',
          signed: false,
          when: [{ method: 'GET' }],
          answer: {
            status: 200,
            body: {
              json: {
                answer: {
                  echo: query('code'),
                  pattern: '[a-z]+',
                  hash: 'sha256',
                  encoding: 'hex',
                  followedBy: [secretText, url()],
                },
              },
            },
          },
        },
      ],
    };
    const [handshake] = hashing.handshakes ?? [];
    expect(handshake && signsItsAnswer(handshake)).toBe(true);
    const request = requestOf('', { method: 'GET', query: 'code=abc', publicUrl: 'https://a.example/h' });
    const hash = createHash('sha256').update('abcsecrethttps://a.example/h?code=abc').digest('hex');
    expect(matchHandshake(hashing, { ...request, secret: 'secret' }, { signed: false })?.answer.body).toBe(
      JSON.stringify({ answer: hash }),
    );
    expect(matchHandshake(hashing, request, { signed: false })).toBeNull();
    for (const rawQuery of ['code=ABC', 'code=', '', 'code=a&code=b']) {
      expect(matchHandshake(hashing, { ...request, rawQuery, secret: 'secret' }, { signed: false })).toBeNull();
    }
  });

  it('is not looked for where a provider has none', () => {
    expect(matchHandshake({}, challenge('abcd'), { signed: true })).toBeNull();
  });
});

describe('the answer to an accepted delivery', () => {
  it('is 200 where the provider asks for nothing else', () => {
    expect(answerFor({}, requestOf(''))).toEqual({ status: 200 });
  });

  it('is the first that fits', () => {
    const answers = [
      { when: [{ part: query('a'), equals: '1' }], answer: { status: 201 } },
      { when: [], answer: { status: 202, contentType: 'text/xml', body: '<ok/>' } },
    ];
    expect(answerFor({ answers }, requestOf('', { query: 'a=1' }))).toEqual({ status: 201 });
    expect(answerFor({ answers }, requestOf(''))).toEqual({ status: 202, contentType: 'text/xml', body: '<ok/>' });
  });
});

function providerNamed(name: string): Provider {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  return provider;
}

describe('what providers want back', () => {
  const json = (status: number, body: string) => ({ status, contentType: 'application/json', body });
  const event = { status: 204, contentType: 'application/json' };
  it.each([
    ['a command is deferred', '{"type":2,"id":"1"}', json(200, '{"type":5}')],
    ['a click on a component is acknowledged', '{"type":3,"id":"1"}', json(200, '{"type":6}')],
    ['completion offers nothing', '{"type":4,"id":"1"}', json(200, '{"type":8,"data":{"choices":[]}}')],
    ['a modal is deferred', '{"type":5,"id":"1"}', json(200, '{"type":5}')],
    ['a webhook event has no answer', '{"type":1,"event":{"type":"ENTITLEMENT_CREATE"}}', event],
  ])('Discord: %s', (_, body, answer) => {
    expect(answerFor(providerNamed('discord'), requestOf(body))).toEqual(answer);
  });

  it('Discord: pings are answered by their kind', () => {
    const pingOf = (body: string) =>
      matchHandshake(providerNamed('discord'), requestOf(body), { signed: true })?.answer;
    expect(pingOf('{"type":1}')).toEqual(json(200, '{"type":1}'));
    expect(pingOf('{"type":0}')).toEqual(event);
    expect(pingOf('{"type":2}')).toBeUndefined();
  });

  it('Twilio: a form gets TwiML that does nothing, JSON gets nothing', () => {
    expect(answerFor(providerNamed('twilio'), formOf('Body=1'))).toEqual({
      status: 200,
      contentType: 'text/xml',
      body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
    });
    expect(answerFor(providerNamed('twilio'), requestOf('{}'))).toEqual({ status: 200 });
  });

  it.each(['ssl_check=1', 'ssl_check=1&token=t'])('Slack: the unsigned check %s is answered', (body) => {
    expect(matchHandshake(providerNamed('slack'), formOf(body), { signed: false })?.answer).toEqual({ status: 200 });
  });

  it.each([
    'ssl_check=1&command=/x',
    'ssl_check=0',
    'ssl_check=1&ssl_check=1',
    'token=t',
    'ssl_check=1&payload=%7B%7D',
  ])('Slack: %s is no such check', (body) => {
    expect(matchHandshake(providerNamed('slack'), formOf(body), { signed: false })).toBeNull();
  });
});
