import { ConfigurationError } from '../lambdas/runtime/errors.ts';
import { parseSecretText } from '../lambdas/runtime/secret-text.ts';
import { verify } from '../lambdas/verification/verify.ts';
import type { InboxEndpoint } from './inbox.ts';
import { UsageError } from './operator-error.ts';

/** Throws UsageError, which never shows the secret, when the text cannot be a signing secret of the endpoint's provider. */
export function checkSecret(secret: string, { name, provider }: Pick<InboxEndpoint, 'name' | 'provider'>): void {
  const expected = `endpoint "${name}" takes ${provider.secret.label}`;
  if (secret === '') throw new UsageError(`nothing was entered: ${expected}`);
  if (secret !== secret.trim()) throw new UsageError('the secret begins or ends with white space: it was cut wrongly');
  const mistake = provider.secret.mistakes?.find(({ pattern }) => new RegExp(pattern).test(secret));
  if (mistake) throw new UsageError(`${expected}. ${mistake.sentence}`);
  if (!new RegExp(provider.secret.pattern).test(secret)) {
    throw new UsageError(`this does not look like it: ${expected}`);
  }
  try {
    parseSecretText(secretValue(secret));
    // Malformed keys and encodings are found by using the secret.
    const draft = { method: 'POST', headers: new Map(), rawQuery: '', publicUrl: '', rawBody: Buffer.alloc(0) };
    verify(provider.verification, draft, [secret], 0);
  } catch (error) {
    if (error instanceof ConfigurationError) throw new UsageError(`${error.message}: ${expected}`);
    throw error;
  }
}

/** How one secret is written into the secret store, where a text that begins like JSON is read as a list. */
export function secretValue(secret: string): string {
  return /^[[{]/.test(secret) ? JSON.stringify([secret]) : secret;
}
