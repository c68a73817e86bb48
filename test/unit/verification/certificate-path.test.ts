import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateKey } from '../../../lambdas/verification/certificate.ts';
import { type Made, make, nowMs, pemOf } from '../../support/made-certificates.ts';

const subject = 'keys\\.example\\.com';
let root: Made;
let issuer: Made;
let leaf: Made;
beforeAll(async () => {
  root = await make('CN=Root', { ca: true });
  issuer = await make('CN=Issuer', { ca: true, issuer: root });
  leaf = await make('CN=keys.example.com', { issuer });
});

const keyOf = (sent: readonly Made[], known: readonly Made[] = [], pattern = subject) =>
  certificateKey(pemOf(...sent), { subject: pattern }, nowMs, {
    roots: [pemOf(root)],
    intermediates: known.map((one) => pemOf(one)),
  });
const isTaken = (sent: readonly Made[], known?: readonly Made[]) => {
  const { publicKey } = new X509Certificate(pemOf(...sent));
  return keyOf(sent, known)?.equals(publicKey) ?? false;
};

describe('the way from a certificate to a root', () => {
  it('is found through issuers that are sent or known, in whatever order', async () => {
    const stranger = await make('CN=Stranger', { ca: true, issuer: root });
    expect(isTaken([leaf, issuer])).toBe(true);
    expect(isTaken([leaf], [issuer])).toBe(true);
    expect(isTaken([leaf, stranger, issuer])).toBe(true);
    expect(isTaken([leaf], [stranger, issuer])).toBe(true);
    expect(isTaken([leaf, stranger])).toBe(false);
  });

  it('never leads through a certificate that issued nothing of it', async () => {
    const impostor = await make('CN=Issuer', { ca: true });
    const forged = await make('CN=keys.example.com', { issuer: impostor });
    expect(isTaken([forged, issuer])).toBe(false);
    expect(isTaken([forged], [issuer])).toBe(false);
    expect(isTaken([forged, impostor, issuer])).toBe(false);
    expect(isTaken([await make('CN=keys.example.com'), issuer])).toBe(false);
  });

  it('never leads through a certificate that may not issue, or is out of its time', async () => {
    const options = { ca: true, issuer: root };
    for (const wrong of [{ ca: false }, { to: nowMs - 1000 }, { from: nowMs + 1000 }]) {
      const between = await make('CN=Issuer', { ...options, ...wrong });
      expect(isTaken([await make('CN=keys.example.com', { issuer: between }), between])).toBe(false);
    }
  });

  it('is six certificates long at most, the root counted', async () => {
    const line = [root];
    for (const name of ['B', 'C', 'D', 'E', 'F']) {
      line.unshift(await make(`CN=${name}`, { ca: true, issuer: line[0] as Made }));
    }
    const below = (one: Made) => make('CN=keys.example.com', { issuer: one });
    const [sixth, fifth] = line as [Made, Made];
    expect(isTaken([await below(fifth), ...line.slice(1)])).toBe(true);
    expect(isTaken([await below(sixth), ...line])).toBe(false);
  });
});

describe('the name of a certificate', () => {
  it.each([
    ['another field that says it', 'O=CN\\=keys.example.com'],
    ['another field that says it beside the name', 'CN=evil.example, O=CN\\=keys.example.com'],
    ['a name that says it behind a line break', 'CN=evil.example\\0ACN\\=keys.example.com'],
    ['a name with more behind it', 'CN=keys.example.com\\, Inc.'],
  ])('is not %s', async (_, holder) => {
    const other = await make(holder, { issuer });
    expect(new X509Certificate(pemOf(other)).subject).toContain('keys.example.com');
    expect(keyOf([other, issuer])).toBeNull();
  });

  it('must be there, whatever it may be', async () => {
    expect(keyOf([await make('CN=anything', { issuer }), issuer], [], '.+')).not.toBeNull();
    expect(keyOf([await make('O=anything', { issuer }), issuer], [], '.+')).toBeNull();
  });
});
