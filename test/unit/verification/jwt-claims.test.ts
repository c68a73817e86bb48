import { describe, expect, it } from 'vitest';
import { claimsFault } from '../../../lambdas/verification/jwt-claims.ts';
import { bearer, header } from '../../../lambdas/verification/parts.ts';
import { jwt } from '../../../lambdas/verification/schemes.ts';
import { requestOf } from '../../support/webhook-request.ts';

type Declared = Partial<Parameters<typeof jwt>[0]>;
const now = 1_795_514_400;
const late = 'timestamp_out_of_tolerance';
const fault = (claims: object, declared: Declared = {}) =>
  claimsFault(
    jwt({ token: bearer, algorithms: ['HS256'], key: 'utf8', maxAgeSeconds: 300, bodyNotCovered: 'here', ...declared }),
    claims as never,
    requestOf('', { headers: { 'x-name': 'acme' } }),
    now * 1000,
  );

describe('the time of a token', () => {
  it.each([
    [{ iat: now }, null],
    [{ iat: now - 300 }, null],
    [{ iat: now - 301 }, late],
    [{ iat: now + 60 }, null],
    [{ iat: now + 61 }, late],
    [{ iat: now, nbf: now + 60 }, null],
    [{ iat: now, nbf: now + 61 }, late],
    [{ iat: now, exp: now - 60 }, null],
    [{ iat: now, exp: now - 61 }, late],
    [{ exp: now }, 'missing_timestamp'],
    [{ iat: String(now) }, 'malformed_timestamp'],
    [{ iat: now, exp: null }, 'malformed_timestamp'],
    [{ iat: now, nbf: -1 }, 'malformed_timestamp'],
    [{ iat: now, nbf: 0 }, null],
    [{ iat: now, exp: Number.POSITIVE_INFINITY }, 'malformed_timestamp'],
  ])('%j is judged %s, its ends included', (claims, expected) => {
    expect(fault(claims)).toBe(expected);
  });

  it('may be bounded by its end alone, which must be there', () => {
    const declared = { maxAgeSeconds: null };
    expect(fault({ exp: now }, declared)).toBeNull();
    expect(fault({ iat: now - 10_000, exp: now }, declared)).toBeNull();
    expect(fault({ iat: now }, declared)).toBe('missing_timestamp');
  });

  it('may not end later than the sender ever says', () => {
    expect(fault({ iat: now, exp: now + 99 }, { maxLifetimeSeconds: 100 })).toBeNull();
    expect(fault({ iat: now, exp: now + 100 }, { maxLifetimeSeconds: 100 })).toBe(late);
    expect(fault({ iat: now }, { maxLifetimeSeconds: 100 })).toBeNull();
    expect(fault({ iat: now, exp: now + 1e9 })).toBeNull();
  });
});

describe('a claim that the scheme names', () => {
  it.each([
    ['us', null],
    [['others', 'us'], null],
    ['others', 'claim_mismatch'],
    [[], 'claim_mismatch'],
    [undefined, 'claim_mismatch'],
    [null, 'claim_mismatch'],
    [1, 'claim_mismatch'],
    [{ us: 'us' }, 'claim_mismatch'],
  ])('must be one of its values: %j', (aud, expected) => {
    expect(fault({ iat: now, aud }, { claims: [{ name: 'aud', oneOf: ['us', '1', 'null', '[object Object]'] }] })).toBe(
      expected,
    );
  });

  it('may be a yes or a no, and what the delivery itself says', () => {
    expect(fault({ iat: now, live: true }, { claims: [{ name: 'live', oneOf: ['true'] }] })).toBeNull();
    const claims = [{ name: 'iss', oneOf: header('x-name') }];
    expect(fault({ iat: now, iss: 'acme' }, { claims })).toBeNull();
    expect(fault({ iat: now, iss: 'x' }, { claims })).toBe('claim_mismatch');
  });

  it('is never one that every object has', () => {
    expect(fault({ iat: now }, { claims: [{ name: 'toString', oneOf: [String(Object.prototype.toString)] }] })).toBe(
      'claim_mismatch',
    );
  });
});
