import { type KeyObject, X509Certificate } from 'node:crypto';

/** Certificates in PEM: the roots that are trusted, and issuers between them and a provider's that it does not send along. */
export interface TrustedCertificates {
  readonly roots: readonly string[];
  readonly intermediates: readonly string[];
  /** Roots that stand in for a provider's own where its keys are made on this machine; none in AWS. */
  readonly standIns?: readonly string[];
}

const maxChainLength = 6;

/**
 * The key of the first certificate of a PEM file; null when it is out of date, does not carry the name, or does not lead
 * to a trusted root. Without `subject` the host that it came from over TLS vouches for it. Throws when it is no certificate.
 */
export function certificateKey(
  pem: string,
  { subject }: { readonly subject?: string },
  nowMs: number,
  trusted: TrustedCertificates,
): KeyObject | null {
  const [leaf, ...sent] = pemBlocks(pem).map((block) => new X509Certificate(block));
  if (!leaf || !isCurrent(leaf, nowMs)) return null;
  if (subject === undefined) return leaf.publicKey;
  const name = /^CN=(.+)$/m.exec(leaf.subject)?.[1] ?? '';
  if (leaf.ca || !new RegExp(`^(?:${subject})$`).test(name)) return null;
  const between = [...sent, ...trusted.intermediates.map((block) => new X509Certificate(block))];
  return leadsToRoot(leaf, between, trusted.roots, nowMs) ? leaf.publicKey : null;
}

export const pemBlocks = (pem: string): readonly string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];

export const isCurrent = ({ validFrom, validTo }: X509Certificate, nowMs: number) =>
  Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo);

function leadsToRoot(
  leaf: X509Certificate,
  between: readonly X509Certificate[],
  roots: readonly string[],
  nowMs: number,
): boolean {
  let certificate = leaf;
  for (let length = 1; length < maxChainLength; length += 1) {
    if (isIssuedByOneOf(certificate, roots, nowMs)) return true;
    const issuer = between.find((one) => issued(one, certificate) && isCurrent(one, nowMs));
    if (!issuer) return false;
    certificate = issuer;
  }
  return false;
}

/** Parsed once: there are some 120 roots, and all of them take about ten milliseconds. */
const parsedRoots = new Map<string, X509Certificate>();

function rootOf(pem: string): X509Certificate {
  const root = parsedRoots.get(pem) ?? new X509Certificate(pem);
  parsedRoots.set(pem, root);
  return root;
}

export function isIssuedByOneOf(certificate: X509Certificate, roots: readonly string[], nowMs: number): boolean {
  return roots.some((pem) => {
    const root = rootOf(pem);
    return root.subject === certificate.issuer && issued(root, certificate) && isCurrent(root, nowMs);
  });
}

/** Whether the one signed the other, as an authority may. */
export const issued = (issuer: X509Certificate, certificate: X509Certificate) =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
