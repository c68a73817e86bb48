import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import {
  bearer,
  bodyField,
  bodyHash,
  emptyBody,
  header,
  listedHeaders,
  query,
  rawBody,
  secretText,
  sortedFormFields,
  url,
} from '../../../lambdas/verification/parts.ts';
import {
  anyOf,
  digest,
  ed25519,
  hmac,
  jwt,
  publicKey,
  standardWebhooks,
  unsigned,
} from '../../../lambdas/verification/schemes.ts';

const signature = header('x-signature');
const timestamp = header('x-time');
const own = { hash: 'sha256', encoding: 'hex', signature } as const;
const key = { algorithm: 'ed25519', encoding: 'hex', keyFormat: 'raw-hex', signature } as const;

const partly = { bodyNotCovered: 'for this test' };
const listed = listedHeaders(header('x-list'), { separator: ' ', needed: ['date'], joinedBy: '', order: 'listed' });
const aToken = { algorithms: ['HS256', 'ES256'], token: bearer, maxAgeSeconds: 60, ...partly } as const;

const bodyLess =
  'signedContent leaves the body out: add rawBody or what stands for it, or say in bodyNotCovered what anybody can change';
const anybody = 'timestamp is not part of signedContent: anybody could make an old delivery look new';
const tooShort = 'unsigned needs a reason of at least ten characters';
const unfit = 'algorithms and key do not fit: HS256 and its like need a shared secret, all others a public key';
const tolerance = (value: unknown) => `toleranceSeconds is ${value}: it must be a whole number above 0, or null`;

describe('a scheme', () => {
  it.each<[string, () => unknown, string]>([
    ['signs nothing', () => hmac({ ...own, signedContent: anyOf() }), 'signedContent names nothing that is signed'],
    ['signs no body', () => hmac({ ...own, signedContent: [header('x-id')] }), bodyLess],
    ['signs no body but its name', () => hmac({ ...own, signedContent: ['body'] }), bodyLess],
    ['signs no body in one alternative', () => hmac({ ...own, signedContent: anyOf([rawBody], [url()]) }), bodyLess],
    ['signs no body with a private key', () => publicKey({ ...key, signedContent: [query('a')] }), bodyLess],
    ...[0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map((seconds): [string, () => unknown, string] => [
      `tolerates ${seconds} s`,
      () => hmac({ ...own, timestamp, toleranceSeconds: seconds, signedContent: [timestamp, rawBody] }),
      tolerance(seconds),
    ]),
    [
      'has a timestamp and no tolerance',
      () => hmac({ ...own, timestamp, signedContent: [timestamp, rawBody] }),
      'timestamp is given without toleranceSeconds: say how old a delivery may be, or null',
    ],
    [
      'has a tolerance and no timestamp',
      () => hmac({ ...own, toleranceSeconds: 300, signedContent: [rawBody] }),
      'toleranceSeconds is given without timestamp: say where the signed timestamp stands',
    ],
    [
      'has a lead and no tolerance',
      () => hmac({ ...own, timestamp, toleranceSeconds: null, aheadSeconds: 60, signedContent: [timestamp, rawBody] }),
      'aheadSeconds is given without toleranceSeconds: say how old a delivery may be as well',
    ],
    [
      'has a timestamp that nobody signed',
      () => hmac({ ...own, timestamp, toleranceSeconds: 300, signedContent: [rawBody] }),
      anybody,
    ],
    [
      'signs its timestamp in one alternative only',
      () =>
        publicKey({ ...key, timestamp, toleranceSeconds: 300, signedContent: anyOf([timestamp, rawBody], [rawBody]) }),
      anybody,
    ],
    [
      'signs text where its timestamp should be',
      () => hmac({ ...own, timestamp, toleranceSeconds: 300, signedContent: ['.', rawBody] }),
      anybody,
    ],
    [
      'has a timestamp in a body that nobody signed',
      () =>
        hmac({ ...own, timestamp: bodyField('at'), toleranceSeconds: 300, signedContent: [header('x-id')], ...partly }),
      anybody,
    ],
    [
      'has a timestamp in the query string and signs the header of that name',
      () => hmac({ ...own, timestamp: query('date'), toleranceSeconds: 300, signedContent: [listed, rawBody] }),
      anybody,
    ],
    [
      'hashes the secret in one alternative only',
      () => digest({ ...own, signedContent: anyOf([rawBody, secretText], [rawBody]) }),
      'signedContent leaves the secret out: without secretText anybody can compute the hash',
    ],
    ['would take a public key for a shared secret', () => jwt({ ...aToken, key: 'utf8' }), unfit],
    ['would take a shared secret for a public key', () => jwt({ ...aToken, key: 'spki' }), unfit],
    ['tolerates 0 s by the standard', () => standardWebhooks({ toleranceSeconds: 0 }), tolerance(0)],
    ['verifies nothing for no reason', () => unsigned({ reason: 'because' }), tooShort],
    ['verifies nothing for three spaces', () => unsigned({ reason: 'because   ' }), tooShort],
  ])('is refused in one sentence when it %s', (_, declare, sentence) => {
    expect(declare).toThrow(new ConfigurationError(sentence));
  });

  it.each([
    ['the raw body', [rawBody]],
    ['the fields of a form', [url(), sortedFormFields]],
    ['the hash of the body', [header('x-id'), bodyHash('sha256', 'hex')]],
    ['no body, where there is none', [url(), emptyBody]],
  ])('may sign %s', (_, signedContent) => {
    expect(hmac({ ...own, signedContent })).toEqual({
      kind: 'hmac',
      ...own,
      signedContent: [signedContent],
      toleranceSeconds: null,
    });
  });

  it('may take its timestamp from the signed body', () => {
    const scheme = hmac({ ...own, timestamp: bodyField('at'), toleranceSeconds: 60, signedContent: [rawBody] });
    expect(scheme.toleranceSeconds).toBe(60);
  });

  it('may take its timestamp from a header that must be among those listed', () => {
    const signedContent = [listed, rawBody];
    expect(hmac({ ...own, timestamp: header('date'), toleranceSeconds: 60, signedContent }).toleranceSeconds).toBe(60);
  });

  it('may accept any age, when that is said', () => {
    const scheme = publicKey({ ...key, timestamp, toleranceSeconds: null, signedContent: [timestamp, rawBody] });
    expect(scheme.toleranceSeconds).toBeNull();
  });

  it('may verify nothing for a reason of ten characters', () => {
    expect(unsigned({ reason: 'house only' })).toEqual({ kind: 'unsigned', reason: 'house only' });
  });

  it('takes an Ed25519 key in hexadecimal if not told otherwise, and never another algorithm', () => {
    const declared = { encoding: 'hex', signature, signedContent: [rawBody] } as const;
    expect(ed25519(declared)).toEqual(publicKey({ ...key, signedContent: [rawBody] }));
    expect(ed25519({ ...declared, keyFormat: 'spki' }).keyFormat).toBe('spki');
    expect(ed25519({ ...declared, ...{ algorithm: 'rsa-sha1' } }).algorithm).toBe('ed25519');
  });

  it('follows the standard by default', () => {
    expect(standardWebhooks()).toEqual({ kind: 'standardWebhooks', headerPrefix: 'webhook', toleranceSeconds: 300 });
  });
});
