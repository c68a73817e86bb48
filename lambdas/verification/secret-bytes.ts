import { createHash } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import { decodeSignature } from './decode-signature.ts';
import type { SecretFormat } from './scheme.ts';

/** The key's bytes. Throws ConfigurationError when the secret is empty or not in its format; the message never shows it. */
export function secretBytes(secret: string, format: SecretFormat = 'utf8', suffix = ''): Buffer {
  const bytes = decode(secret, format);
  if (secret === '' || bytes === null || bytes.length === 0) {
    throw new ConfigurationError(`the signing secret is empty or not ${describe[format]}`);
  }
  return Buffer.concat([bytes, Buffer.from(suffix)]);
}

/** Whether there is a key in the secret when it is read so. */
export const isReadable = (secret: string, format: SecretFormat = 'utf8'): boolean =>
  (decode(secret, format)?.length ?? 0) > 0;

const describe: Record<SecretFormat, string> = {
  utf8: 'text',
  base64: 'base64',
  hex: 'hexadecimal',
  whsec: 'base64 behind an optional whsec_',
  'whsec-forgiving': 'base64 behind an optional whsec_',
  sha1: 'text',
  sha256: 'text',
};

function decode(secret: string, format: SecretFormat): Buffer | null {
  switch (format) {
    case 'utf8':
      return Buffer.from(secret);
    case 'hex':
      return decodeSignature(secret, 'anyCaseHex');
    case 'base64':
      return decodeSignature(secret, 'base64');
    case 'whsec':
      return decodeSignature(secret.replace(/^whsec_/, ''), 'base64');
    case 'whsec-forgiving':
      return forgivingBase64(secret.replace(/^whsec_/, ''));
    case 'sha1':
    case 'sha256':
      return createHash(format).update(secret).digest();
  }
}

/** https://infra.spec.whatwg.org/#forgiving-base64-decode */
function forgivingBase64(text: string): Buffer | null {
  try {
    return Buffer.from(atob(text), 'latin1');
  } catch {
    return null;
  }
}
