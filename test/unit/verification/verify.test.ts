import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import { type Content, header, headerList, headerParam, query, rawBody } from '../../../lambdas/verification/parts.ts';
import type { VerificationScheme } from '../../../lambdas/verification/scheme.ts';
import { basicAuth, hmac, standardWebhooks, token, unsigned } from '../../../lambdas/verification/schemes.ts';
import { signedContents } from '../../../lambdas/verification/signed-content.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const nowMs = 1_795_514_400_000;
const body = '{"a":1}';
const mac = (key: string, content: string) => createHmac('sha256', key).update(content).digest('hex');
const refused = (reason: string) => ({ verified: false, reason });

const list = hmac({
  hash: 'sha256',
  encoding: 'hex',
  signature: headerList('x-sig', { separator: ' ', prefix: 'v1=' }),
  signedContent: [rawBody],
});
const listed = (...signatures: string[]) => ({
  headers: { 'x-sig': signatures.map((text) => `v1=${text}`).join(' ') },
});

describe('an HMAC', () => {
  const right = mac('new', body);
  const zeros = '0'.repeat(64);

  it.each<[string, string[], object]>([
    ['verifies', [right], { verified: true, secretIndex: 0 }],
    ['verifies by an older secret', [mac('old', body)], { verified: true, secretIndex: 1 }],
    ['prefers the newest secret', [mac('old', body), right], { verified: true, secretIndex: 0 }],
    ['verifies beside wrong and malformed ones', [zeros, 'zz', right], { verified: true, secretIndex: 0 }],
    ['verifies as tenth', [...Array<string>(9).fill(zeros), right], { verified: true, secretIndex: 0 }],
    ['is not looked at as eleventh', [...Array<string>(10).fill(zeros), right], refused('signature_mismatch')],
    ['does not match', [zeros], refused('signature_mismatch')],
    ['is too short', [right.slice(2)], refused('signature_mismatch')],
    ['is malformed', [`${right}0`, 'zz'], refused('malformed_signature')],
    ['is empty', [''], refused('missing_signature')],
    ['is missing', [], refused('missing_signature')],
  ])('%s', (_, signatures, verdict) => {
    expect(verify(list, requestOf(body, listed(...signatures)), ['new', 'old'], nowMs)).toEqual(verdict);
  });

  const timestamp = headerParam('x-sig', 't');
  const stamped = hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-sig', 'v1'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  });
  const signedAt = (text: string) =>
    requestOf(body, { headers: { 'x-sig': `t=${text},v1=${mac('k', `${text}.${body}`)}` } });

  it.each<[string, string, object]>([
    ['now', '1795514400', { verified: true, secretIndex: 0 }],
    ['at the end of the window', '1795514100', { verified: true, secretIndex: 0 }],
    ['at its other end', '1795514700', { verified: true, secretIndex: 0 }],
    ['a second before it', '1795514099', refused('timestamp_out_of_tolerance')],
    ['a second behind it', '1795514701', refused('timestamp_out_of_tolerance')],
    ['in milliseconds', '1795514400000', refused('malformed_timestamp')],
    ['with a fraction', '1795514400.0', refused('malformed_timestamp')],
    ['with white space', ' 1795514400', refused('malformed_timestamp')],
    ['not a number', 'NaN', refused('malformed_timestamp')],
    ['in too many digits', '9'.repeat(400), refused('malformed_timestamp')],
  ])('is judged by its timestamp %s', (_, text, verdict) => {
    expect(verify(stamped, signedAt(text), ['k'], nowMs)).toEqual(verdict);
  });

  it('is compared in whole seconds, as senders count', () => {
    expect(verify(stamped, signedAt('1795514100'), ['k'], nowMs + 999).verified).toBe(true);
    expect(verify(stamped, signedAt('1795514100'), ['k'], nowMs + 1000).verified).toBe(false);
  });

  it('needs its timestamp, and only one', () => {
    const v1 = mac('k', `1795514400.${body}`);
    const verdictOf = (text: string) => verify(stamped, requestOf(body, { headers: { 'x-sig': text } }), ['k'], nowMs);
    expect(verdictOf(`v1=${v1}`)).toEqual(refused('missing_timestamp'));
    expect(verdictOf(`t=,v1=${mac('k', `.${body}`)}`)).toEqual(refused('malformed_timestamp'));
    expect(verdictOf(`t=1,t=1795514400,v1=${v1}`)).toEqual(refused('malformed_timestamp'));
  });

  it('needs every part that is signed', () => {
    const scheme = hmac({
      hash: 'sha256',
      encoding: 'hex',
      signature: header('s'),
      signedContent: [header('x-id'), rawBody],
    });
    const request = requestOf(body, { headers: { s: mac('k', body) } });
    expect(verify(scheme, request, ['k'], nowMs)).toEqual(refused('missing_signed_content'));
  });
});

describe('signed content', () => {
  const contents = (...alternatives: Content[]) =>
    signedContents(alternatives, requestOf('B', { query: 'a=1&a=2&b=3&b=4' })).map(String);

  it('is every combination of the values, for each alternative', () => {
    expect(contents([query('a'), '.', query('b'), rawBody], [rawBody])).toEqual(['1.3B', '1.4B', '2.3B', '2.4B', 'B']);
  });

  it('leaves out an alternative of which a part has no value', () => {
    expect(contents([query('none'), rawBody], ['x', rawBody])).toEqual(['xB']);
  });

  it('is bytes, not text', () => {
    const binary = Buffer.from([0xff, 0x00, 0xfe]);
    expect(signedContents([['é', rawBody]], requestOf(binary))).toEqual([Buffer.concat([Buffer.from('é'), binary])]);
  });

  it('is bounded, whatever the sender repeats', () => {
    const many = requestOf('B', { query: 'a=1&'.repeat(500) });
    expect(signedContents([[query('a'), query('a'), query('a'), rawBody]], many)).toHaveLength(8);
  });
});

describe('Standard Webhooks', () => {
  const key = (text: string) => Buffer.alloc(24, text);
  const secret = (text: string) => `whsec_${key(text).toString('base64')}`;
  const signedAt = (seconds: number, name = 'a') => {
    const content = `msg_1.${seconds}.${body}`;
    const signature = createHmac('sha256', key(name)).update(content).digest('base64');
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(seconds),
      'webhook-signature': `v1,${signature}`,
    };
    return requestOf(body, { headers });
  };
  const late = nowMs / 1000 - 301;

  it('tells which secret fits', () => {
    const verdict = verify(standardWebhooks(), signedAt(nowMs / 1000, 'b'), [secret('a'), secret('b')], nowMs);
    expect(verdict).toEqual({ verified: true, secretIndex: 1 });
  });

  it.each([[['a', 'b']], [['b', 'a']]])('says late, not wrong, whichever of the secrets %j fits', (names) => {
    expect(verify(standardWebhooks(), signedAt(late), names.map(secret), nowMs)).toEqual(
      refused('timestamp_out_of_tolerance'),
    );
  });

  it.each(['whsec_', 'whsec_???', 'whpk_AAAA', `whpk_${Buffer.alloc(32).toString('base64')}`, 'whsk_AAAA'])(
    'fails closed for the malformed secret %s, beside a right one too',
    (malformed) => {
      const request = signedAt(nowMs / 1000);
      expect(() => verify(standardWebhooks(), request, [malformed], nowMs)).toThrow(ConfigurationError);
      expect(() => verify(standardWebhooks(), request, [secret('a'), malformed], nowMs)).toThrow(ConfigurationError);
    },
  );

  describe('of a sender that once took the text of a secret for the key', () => {
    const scheme = standardWebhooks({ olderSecretFormat: 'utf8' });
    const signedWithText = (text: string) => {
      const content = `msg_1.${nowMs / 1000}.${body}`;
      const signature = createHmac('sha256', text).update(content).digest('base64');
      const request = signedAt(nowMs / 1000);
      return { ...request, headers: new Map([...request.headers, ['webhook-signature', `v1,${signature}`]]) };
    };

    it.each([
      ['a new secret', secret('a'), signedAt(nowMs / 1000)],
      ['an old secret that looks like a new one', secret('a'), signedWithText(secret('a'))],
      ['a secret that is only text', 'chosen by hand!', signedWithText('chosen by hand!')],
    ])('verifies with %s', (_, configured, request) => {
      expect(verify(scheme, request, [secret('b'), configured], nowMs)).toEqual({ verified: true, secretIndex: 1 });
    });

    it('refuses what neither reading signed', () => {
      expect(verify(scheme, signedWithText('another'), [secret('a')], nowMs)).toEqual(refused('signature_mismatch'));
      expect(verify(standardWebhooks(), signedWithText(secret('a')), [secret('a')], nowMs).verified).toBe(false);
    });
  });
});

describe('a shared token', () => {
  const scheme = token(header('x-token'));
  it.each<[string, Record<string, string>, object]>([
    ['verifies', { 'x-token': 'old' }, { verified: true, secretIndex: 1 }],
    ['does not match', { 'x-token': 'olds' }, refused('signature_mismatch')],
    ['is another case', { 'x-token': 'Old' }, refused('signature_mismatch')],
    ['is missing', {}, refused('missing_signature')],
    ['is empty', { 'x-token': '' }, refused('missing_signature')],
  ])('%s', (_, headers, verdict) => {
    expect(verify(scheme, requestOf('', { headers }), ['new', 'old'], nowMs)).toEqual(verdict);
  });

  it('may not be sent twice', () => {
    const request = requestOf('', { query: 'token=new&token=x' });
    expect(verify(token(query('token')), request, ['new'], nowMs)).toEqual(refused('malformed_signature'));
  });
});

describe('basic authentication', () => {
  const basic = (credentials: string, name = 'Basic') => `${name} ${Buffer.from(credentials).toString('base64')}`;
  it.each<[string, string | undefined, object]>([
    ['verifies', basic('ada:sécret:x'), { verified: true, secretIndex: 0 }],
    ['verifies whatever the case of its name', basic('ada:sécret:x', 'bASIC'), { verified: true, secretIndex: 0 }],
    ['does not match', basic('ada:other'), refused('signature_mismatch')],
    ['has no password', basic('ada'), refused('signature_mismatch')],
    ['is another scheme', 'Bearer abc', refused('malformed_signature')],
    ['is not base64', 'Basic ada:secret', refused('malformed_signature')],
    ['is not padded', basic('ada:sécret:x').replace(/=+$/, ''), refused('malformed_signature')],
    ['has no credentials', 'Basic ', refused('malformed_signature')],
    ['is missing', undefined, refused('missing_signature')],
  ])('%s', (_, authorization, verdict) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect(verify(basicAuth(), requestOf('', { headers }), ['ada:sécret:x'], nowMs)).toEqual(verdict);
  });

  it('fails closed when the secret is not username:password', () => {
    const request = requestOf('', { headers: { authorization: basic('ada') } });
    expect(() => verify(basicAuth(), request, ['ada'], nowMs)).toThrow(ConfigurationError);
  });
});

describe('a secret', () => {
  const schemes: [string, VerificationScheme][] = [
    ['hmac', list],
    ['standardWebhooks', standardWebhooks()],
    ['token', token(header('x-token'))],
    ['basicAuth', basicAuth()],
  ];
  it.each(schemes)('must be there and hold something: %s', (_, scheme) => {
    for (const secrets of [[], [''], [' '], ['\n'], ['ok', '']]) {
      expect(() => verify(scheme, requestOf(body), secrets, nowMs)).toThrow(ConfigurationError);
    }
  });

  it('is not needed where nothing is verified, which must have been said', () => {
    const scheme = unsigned({ reason: 'only reachable inside the house' });
    expect(verify(scheme, requestOf(body), [], nowMs)).toEqual({ verified: true, secretIndex: 0 });
  });
});
