import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import { holds } from '../../../lambdas/verification/condition.ts';
import { verifyDigest } from '../../../lambdas/verification/digest.ts';
import {
  bodyHashMatches,
  firstOf,
  header,
  headerList,
  joined,
  jsonText,
  lowerCase,
  optional,
  type Part,
  pairs,
  rawBody,
  requires,
  requiresSame,
  secretText,
  setting,
  whenPresent,
} from '../../../lambdas/verification/parts.ts';
import { readPart } from '../../../lambdas/verification/read-part.ts';
import { digest, hmac } from '../../../lambdas/verification/schemes.ts';
import { sign } from '../../../lambdas/verification/sign.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const list = headerList('x-list', { separator: ' ', prefix: '' });
const request = {
  ...requestOf('{}', { headers: { 'x-a': 'A', 'x-b': 'b', 'x-list': 'one two', 'x-pairs': 'k:v;bad;:w;n:a:b' } }),
  settings: { name: 'own', many: ['m', 'n'], empty: '' },
};

describe('a part that is made of others', () => {
  it.each<[string, Part, string[]]>([
    ['the first that is there', firstOf(header('x-none'), header('x-b'), header('x-a')), ['b']],
    ['none that is there', firstOf(header('x-none')), []],
    ['all joined', joined('-', header('x-a'), header('x-b')), ['A-b']],
    ['one missing of those joined', joined('-', header('x-a'), header('x-none')), []],
    ['two values among those joined', joined('-', header('x-a'), list), []],
    ['lower case', lowerCase(header('x-a')), ['a']],
    ['as JSON', jsonText(header('x-a')), ['"A"']],
    ['values of pairs', pairs(header('x-pairs'), { separator: ';', between: ':' }), ['v', 'w', 'a:b']],
    ['what is optional and there', optional(header('x-a')), ['A']],
    ['what is optional and not there', optional(header('x-none')), ['']],
    ['content beside a part that is there', whenPresent(header('x-a'), 'a=', header('x-b')), ['a=b']],
    ['content beside a part that is not there', whenPresent(header('x-none'), 'a=', header('x-b')), ['']],
    ['content of which a part is missing', whenPresent(header('x-a'), header('x-none'), header('x-b')), []],
    ['content of which a part has two values', whenPresent(header('x-a'), 'x', list), []],
    ['a value that is among those required', requires(header('x-a'), 'B', 'A'), ['']],
    ['a value that is not', requires(header('x-a'), 'B'), []],
    ['no value where one is required', requires(header('x-none'), 'B', 'undefined'), []],
    ['a value that is the same as another', requiresSame(header('x-a'), header('x-a')), ['']],
    ['a value that is not the same', requiresSame(header('x-a'), header('x-b')), []],
    ['a setting', setting('name'), ['own']],
    ['a setting of several values', setting('many'), ['m', 'n']],
    ['a setting that is not there', setting('other'), []],
    ['a setting with something otherwise', setting('other', { otherwise: 'x' }), ['x']],
  ])('is %s', (_, part, expected) => {
    expect(readPart(part, request)).toEqual(expected);
  });

  it('is there when the hash beside the body is that of the body', () => {
    const part = bodyHashMatches(header('x-hash'), 'sha256', 'hex');
    const right = createHash('sha256').update('{}').digest('hex');
    expect(readPart(part, requestOf('{}', { headers: { 'x-hash': right } }))).toEqual(['']);
    expect(readPart(part, requestOf('{} ', { headers: { 'x-hash': right } }))).toEqual([]);
    expect(readPart(part, requestOf('{}'))).toEqual([]);
  });

  it('has no setting where the endpoint has none', () => {
    expect(readPart(setting('name'), requestOf(''))).toEqual([]);
  });
});

describe('a condition on a part', () => {
  it('may be that all of it matches', () => {
    const matches = (text: string) =>
      holds([{ part: header('x-a'), matches: '[a-c]+' }], requestOf('', { headers: { 'x-a': text } }));
    expect(['abc', 'abcd', 'dabc', ''].map(matches)).toEqual([true, false, false, false]);
    expect(holds([{ part: header('x-a'), matches: '.*' }], requestOf(''))).toBe(true);
  });

  it('takes no value, or several, for the empty text where all of it is to match', () => {
    const matches = (part: Part, pattern: string) => holds([{ part, matches: pattern }], request);
    for (const part of [header('x-none'), list]) {
      expect(matches(part, '')).toBe(true);
      expect(matches(part, '[a-z]+')).toBe(false);
    }
  });

  it('may be that an empty array stands there', () => {
    const empty = (body: string) => holds([{ emptyArray: 'events' }], requestOf(body));
    expect(['{"events":[]}', '{"events":[1]}', '{"events":""}', '{}', 'x'].map(empty)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a plain hash over content and secret', () => {
  const scheme = digest({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-sig'),
    signedContent: [rawBody, secretText],
  });
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const judge = (signature: string, ...secrets: string[]) =>
    verify(scheme, requestOf('{}', { headers: { 'x-sig': signature } }), secrets, 0);

  it('is verified with each of the secrets', () => {
    expect(judge(hash('{}new'), 'new', 'old')).toEqual({ verified: true, secretIndex: 0 });
    expect(judge(hash('{}old'), 'new', 'old')).toEqual({ verified: true, secretIndex: 1 });
    expect(judge(hash('{}other'), 'new', 'old')).toEqual({ verified: false, reason: 'signature_mismatch' });
    expect(judge(hash('{}new').slice(2), 'new')).toEqual({ verified: false, reason: 'signature_mismatch' });
  });

  it('is of no use without a secret: whoever compares it refuses an empty one', () => {
    const request = requestOf('{}', { headers: { 'x-sig': hash('{}') } });
    expect(() => verifyDigest(scheme, request, ['new', ''], 0)).toThrow(ConfigurationError);
  });

  it('is signed as it is verified, and the secret is sent nowhere', () => {
    const { headers } = sign(scheme, requestOf('{}'), 'new', 0);
    expect(Object.fromEntries(headers)).toEqual({ 'x-sig': hash('{}new') });
  });

  it('must name the secret', () => {
    expect(() =>
      digest({ hash: 'sha256', encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody, 'secret'] }),
    ).toThrow('signedContent leaves the secret out: without secretText anybody can compute the hash');
  });
});

it('has a key with the text that follows the secret, where the scheme says so', () => {
  const base = { hash: 'sha256', encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody] } as const;
  const draft = requestOf('{}');
  const withSuffix = sign(hmac({ ...base, keySuffix: '&' }), draft, 'secret', 0).headers.get('x-sig');
  expect(withSuffix).toBe(sign(hmac(base), draft, 'secret&', 0).headers.get('x-sig'));
  expect(withSuffix).not.toBe(sign(hmac(base), draft, 'secret', 0).headers.get('x-sig'));
});
