import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import { bearer, bodyField, header, rawBody, secretText } from '../../../lambdas/verification/parts.ts';
import type { SecretFormat, SingleScheme } from '../../../lambdas/verification/scheme.ts';
import {
  basicAuth,
  digest,
  eachItem,
  ed25519,
  hmac,
  jwt,
  publicKey,
  slots,
  standardWebhooks,
  token,
} from '../../../lambdas/verification/schemes.ts';
import { takesSecret } from '../../../lambdas/verification/takes-secret.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const signing = { encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody] } as const;
const keyed = (secretFormat?: SecretFormat) =>
  hmac({ ...signing, hash: 'sha256', ...(secretFormat ? { secretFormat } : {}) });
const unchecked = { bodyNotCovered: 'for this test' };
const aToken = { token: bearer, maxAgeSeconds: 60, ...unchecked };

const publicHalf = (key: { publicKey: { export: (options: { format: 'der'; type: 'spki' }) => Buffer } }) =>
  key.publicKey.export({ format: 'der', type: 'spki' });
const ed = publicHalf(generateKeyPairSync('ed25519'));
const raw = ed.subarray(-32);
const ec = publicHalf(generateKeyPairSync('ec', { namedCurve: 'P-256' }));

const schemes: Record<string, SingleScheme> = {
  'an HMAC with text': keyed(),
  'an HMAC with base64': keyed('base64'),
  'an HMAC with hexadecimal': keyed('hex'),
  'Standard Webhooks': standardWebhooks(),
  'Standard Webhooks without padding': standardWebhooks({ secretFormat: 'whsec-forgiving' }),
  'Standard Webhooks with older secrets': standardWebhooks({ olderSecretFormat: 'utf8' }),
  'a public key in hexadecimal': ed25519(signing),
  'a public key for ECDSA': publicKey({ ...signing, algorithm: 'ecdsa-p256-sha256', keyFormat: 'spki' }),
  'a published key': publicKey({
    ...signing,
    algorithm: 'ed25519',
    keyFormat: { kind: 'keySet', url: ['https://acme.example/keys'], format: 'jwks' },
  }),
  'a token with a shared secret': jwt({ ...aToken, algorithms: ['HS256'], key: 'base64' }),
  'a token with a public key': jwt({ ...aToken, algorithms: ['ES256'], key: 'spki' }),
  'a token with a published key': jwt({
    ...aToken,
    algorithms: ['ES256'],
    key: { kind: 'keySet', url: ['https://acme.example/keys'], format: 'jwks' },
  }),
  'basic authentication': basicAuth(),
  'a digest': digest({ ...signing, hash: 'sha256', signedContent: [rawBody, secretText] }),
  'a shared token': token(header('x-token')),
  places: slots(keyed(), keyed('hex')),
  'each item': eachItem('', hmac({ ...signing, hash: 'sha256', secretFormat: 'base64', signature: bodyField('s') })),
};

const secrets = [
  'chosen by hand!',
  'AQI=',
  'AQI',
  'whsec_AQI=',
  'whsec_AQI',
  'whsec_',
  'whpk_AQI=',
  `whpk_${raw.toString('base64')}`,
  raw.toString('base64'),
  raw.toString('hex'),
  ed.toString('base64'),
  ec.toString('base64'),
  'ada:secret',
];

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each(Object.entries(schemes))('%s', (_, scheme) => {
  const algorithm = scheme.kind === 'jwt' ? scheme.algorithms[0] : '';
  const request = requestOf(`[{"s":"${'00'.repeat(32)}"}]`, {
    headers: { 'x-sig': '00'.repeat(32), authorization: `Bearer ${part({ alg: algorithm })}.${part({})}.AAAA` },
  });

  it.each(secrets)('can use %s exactly when its verification does not call it malformed', (secret) => {
    let faulted = false;
    try {
      expect(verify(scheme, request, [secret], 0).verified).toBe(false);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError);
      faulted = true;
    }
    expect(takesSecret(scheme, secret)).toBe(!faulted);
  });
});

it('tells secrets apart', () => {
  const refused = Object.values(schemes).flatMap((scheme) => secrets.filter((secret) => !takesSecret(scheme, secret)));
  expect(new Set(refused)).toEqual(new Set(secrets));
});
