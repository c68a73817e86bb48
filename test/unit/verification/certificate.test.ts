import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificateKey } from '../../../lambdas/verification/certificate.ts';
import { isPinned } from '../../../lambdas/verification/key-request.ts';
import { createAuthority } from '../../../local/certificates.ts';
import { certifiedPair, testRoot } from '../../support/published-keys.ts';

const nowMs = Date.parse('2026-11-24');
const subject = '(?:[a-z]+\\.)+example\\.com';
const trusted = { roots: [testRoot], intermediates: [] };
const { certificate, publicKey } = await certifiedPair('keys.example.com');

describe('a certificate', () => {
  it('gives its key when it is current, carries the name and leads to a trusted root', () => {
    expect(certificateKey(certificate, { subject }, nowMs, trusted)?.equals(publicKey)).toBe(true);
  });

  it('gives none before and after its time', () => {
    for (const at of ['2026-10-31', '2027-11-02']) {
      expect(certificateKey(certificate, { subject }, Date.parse(at), trusted)).toBeNull();
      expect(certificateKey(certificate, {}, Date.parse(at), trusted)).toBeNull();
    }
  });

  it('gives its key from the first to the last moment of its time', () => {
    const { validFrom, validTo } = new X509Certificate(certificate);
    const at = (ms: number) => certificateKey(certificate, {}, ms, trusted) !== null;
    const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
    expect([from - 1, from, to, to + 1].map(at)).toEqual([false, true, true, false]);
  });

  it('gives its key whichever of the trusted roots it leads to', async () => {
    const { root } = await createAuthority(new Date('2026-11-01'));
    const roots = [root, testRoot];
    expect(certificateKey(certificate, { subject }, nowMs, { roots, intermediates: [] })?.equals(publicKey)).toBe(true);
  });

  it('gives none under another name', async () => {
    for (const name of ['keys.example.com.evil.org', 'example.com', 'keys.example.org']) {
      const other = await certifiedPair(name);
      expect(certificateKey(other.certificate, { subject }, nowMs, trusted)).toBeNull();
    }
  });

  it('gives none when another root of the same name made it', async () => {
    const stranger = await createAuthority(new Date('2026-11-01'));
    const forged = await stranger.issue('keys.example.com', publicKey);
    expect(certificateKey(forged, { subject }, nowMs, trusted)).toBeNull();
    // Sent along, its own root vouches for nothing.
    expect(certificateKey(`${forged}\n${stranger.root}`, { subject }, nowMs, trusted)).toBeNull();
  });

  it('that is an authority’s own is none of a sender', () => {
    expect(certificateKey(testRoot, { subject: '.*' }, nowMs, trusted)).toBeNull();
  });

  it('gives none when the file holds none', () => {
    expect(certificateKey('', {}, nowMs, trusted)).toBeNull();
  });
});

describe('the URL of a certificate', () => {
  const pin = { host: 'keys\\.[a-z]+\\.example\\.com', path: '/v1/[A-Za-z0-9-]+\\.pem' };
  it('is taken when host and path are the provider’s', () => {
    expect(isPinned('https://keys.eu.example.com/v1/CERT-1.pem', pin)).toBe(true);
  });

  it.each([
    'http://keys.eu.example.com/v1/a.pem',
    'https://keys.eu.example.com:8443/v1/a.pem',
    'https://keys.eu.example.com@evil.example/v1/a.pem',
    'https://user@keys.eu.example.com/v1/a.pem',
    'https://keys.eu.example.com.evil.example/v1/a.pem',
    'https://evil.example/keys.eu.example.com/v1/a.pem',
    'https://keys.eu.example.com/v1/../v2/a.pem',
    'https://keys.eu.example.com//v1/a.pem',
    'https://keys.eu.example.com/v1/a.pem?x',
    'https://keys.eu.example.com/v1/a.pem#x',
    'https://keys.eu.example.com/v1/a.pem\n',
    'https://keys.eu.example.com\\@evil.example/v1/a.pem',
    'https://KEYS.eu.example.com/v1/a.pem',
    'https://xkeys.eu.example.com/v1/a.pem',
    '//keys.eu.example.com/v1/a.pem',
    '',
  ])('is refused when it is %j', (url) => {
    expect(isPinned(url, pin)).toBe(false);
  });
});
