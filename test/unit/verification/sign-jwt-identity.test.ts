import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bearer } from '../../../lambdas/verification/parts.ts';
import type { Jwt, JwtAlgorithm } from '../../../lambdas/verification/scheme.ts';
import { jwt } from '../../../lambdas/verification/schemes.ts';
import { signJwt } from '../../../lambdas/verification/sign-jwt.ts';
import { chainedPair, testRoot } from '../../support/published-keys.ts';
import { requestOf } from '../../support/webhook-request.ts';

const nowMs = 1_795_514_400_900;
const base = { token: bearer, maxAgeSeconds: 300, bodyNotCovered: 'for this test' };
const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();

describe('what tells whose key it is', () => {
  const headOf = (key: Jwt['key'], secret: string, algorithm: JwtAlgorithm) => {
    const [head = ''] = signJwt(jwt({ ...base, algorithms: [algorithm], key }), requestOf('{}'), secret, nowMs).split(
      '.',
    );
    return JSON.parse(Buffer.from(head, 'base64url').toString());
  };

  it('is its id where keys are configured or published', () => {
    expect(headOf('utf8', 'secret', 'HS256')).toEqual({ alg: 'HS256', kid: 'inbox', typ: 'JWT' });
    const source = { kind: 'keySet', url: ['https://a.example'], format: 'jwks' } as const;
    expect(headOf(source, pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey), 'RS256')).toEqual({
      alg: 'RS256',
      kid: 'inbox',
      typ: 'JWT',
    });
  });

  it('is its certificates where tokens carry them', async () => {
    const purpose = { extension: '1.2.3', issuerExtension: '1.2.4' };
    const source = { kind: 'certificateChain', root: testRoot, ...purpose } as const;
    const { privateKey, certificate } = await chainedPair(purpose);
    const x5c = certificate
      .split('-----END CERTIFICATE-----')
      .slice(0, 3)
      .map((text) =>
        text
          .split('\n')
          .filter((line) => !line.startsWith('-'))
          .join(''),
      );
    expect(x5c.map((text) => Buffer.from(text, 'base64').toString('base64'))).toEqual(x5c);
    expect(headOf(source, pem(privateKey) + certificate, 'ES256')).toEqual({ alg: 'ES256', x5c, typ: 'JWT' });
  });
});
