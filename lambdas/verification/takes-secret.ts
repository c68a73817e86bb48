import { isPublicKey } from './public-key.ts';
import type { SecretFormat, SingleScheme, StandardWebhooks } from './scheme.ts';
import { isReadable } from './secret-bytes.ts';
import { publicKeyPrefix } from './standard-webhooks.ts';

/** Whether the scheme can verify with the secret at all: false exactly where its verification throws ConfigurationError. */
export function takesSecret(scheme: SingleScheme, secret: string): boolean {
  switch (scheme.kind) {
    case 'hmac':
      return isReadable(secret, scheme.secretFormat);
    case 'standardWebhooks':
      return takesStandard(scheme, secret);
    case 'publicKey':
      return typeof scheme.keyFormat === 'object' || isPublicKey(secret, scheme.keyFormat, scheme.algorithm);
    case 'jwt':
      return typeof scheme.key === 'object' || takesForToken(scheme.key, secret);
    case 'basicAuth':
      return secret.includes(':');
    case 'digest':
    case 'token':
      return true;
    case 'slots':
      return scheme.schemes.every((one) => takesSecret(one, secret));
    case 'eachItem':
      return takesSecret(scheme.scheme, secret);
  }
}

function takesStandard({ secretFormat = 'whsec', olderSecretFormat }: StandardWebhooks, secret: string): boolean {
  if (secret.startsWith(publicKeyPrefix)) {
    return isPublicKey(secret.slice(publicKeyPrefix.length), 'raw-base64', 'ed25519');
  }
  return [secretFormat, olderSecretFormat].some((format) => format !== undefined && isReadable(secret, format));
}

const takesForToken = (format: SecretFormat | 'spki', secret: string) =>
  format === 'spki' ? isPublicKey(secret, format) : isReadable(secret, format);
