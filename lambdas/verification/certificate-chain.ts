import { type KeyObject, X509Certificate } from 'node:crypto';
import { isCurrent, isIssuedByOneOf, issued, pemBlocks, type TrustedCertificates } from './certificate.ts';
import { extensionIds } from './certificate-extensions.ts';
import type { KeySource } from './scheme.ts';

type Chain = Extract<KeySource, { kind: 'certificateChain' }>;

/**
 * The key of the first of the certificates (PEM), which the second must have issued and the pinned root that one: both of
 * this time, each with the extension that says what it is for. What the delivery sends beyond them does not count.
 * Null otherwise. Throws when one is no certificate.
 */
export function certificateChainKey(
  pem: string,
  { root, extension, issuerExtension }: Chain,
  nowMs: number,
  { standIns = [] }: TrustedCertificates,
): KeyObject | null {
  const [leaf, issuer] = pemBlocks(pem).map((block) => new X509Certificate(block));
  if (!leaf || !issuer || leaf.ca || !isCurrent(leaf, nowMs) || !isCurrent(issuer, nowMs)) return null;
  const isFor = (certificate: X509Certificate, id: string) => extensionIds(certificate.raw).includes(id);
  if (!isFor(leaf, extension) || !isFor(issuer, issuerExtension)) return null;
  return issued(issuer, leaf) && isIssuedByOneOf(issuer, [root, ...standIns], nowMs) ? leaf.publicKey : null;
}
