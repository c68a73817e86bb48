import type { SecretShape } from './define-provider.ts';

/** A made-up secret of a provider's shape, from random bytes (as many as `local.bytes`). For the local stack and tests. */
export function madeSecret(local: Extract<SecretShape['local'], { kind: 'text' }>, bytes: Buffer): string {
  const text = bytes.toString(local.encoding);
  return local.prefix + (local.upperCase ? text.toUpperCase() : text) + (local.suffix ?? '');
}
