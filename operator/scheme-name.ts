import type { PublicKey, VerificationScheme } from '../lambdas/verification/scheme.ts';

const algorithms: Record<PublicKey['algorithm'], string> = {
  ed25519: 'Ed25519',
  'ecdsa-p256-sha256': 'ECDSA P-256',
  'ecdsa-p521-sha512': 'ECDSA P-521',
  'ecdsa-sha1': 'ECDSA SHA-1',
  'rsa-sha1': 'RSA SHA-1',
  'rsa-sha256': 'RSA SHA-256',
  'rsa-sha512': 'RSA SHA-512',
  'rsa-pss-sha256': 'RSA-PSS SHA-256',
};

const hashName = (hash: string) => hash.toUpperCase().replace('SHA', 'SHA-');

/** A scheme in a few words, for lists and tables. */
export function schemeName(scheme: VerificationScheme): string {
  switch (scheme.kind) {
    case 'hmac':
      return `HMAC ${hashName(scheme.hash)}`;
    case 'digest':
      return `${hashName(scheme.hash)} with the secret`;
    case 'publicKey':
      return algorithms[scheme.algorithm];
    case 'standardWebhooks':
      return 'Standard Webhooks';
    case 'jwt':
      return `JWT ${scheme.algorithms.join(' or ')}`;
    case 'token':
      return 'a shared token';
    case 'basicAuth':
      return 'basic authentication';
    case 'slots':
      return `${scheme.schemes[0] ? schemeName(scheme.schemes[0]) : 'HMAC'}, two keys`;
    case 'eachItem':
      return `${schemeName(scheme.scheme)}, each item`;
    case 'choose':
    case 'bySecret':
      return [...new Set(scheme.cases.map((one) => schemeName(one.scheme)))].join(', or ');
    case 'unsigned':
      return 'nothing';
  }
}
