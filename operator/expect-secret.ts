import { setTimeout as sleep } from 'node:timers/promises';
import { parseAwaiting, parseSecretText } from '../lambdas/runtime/secret-text.ts';
import type { InboxEndpoint } from './inbox.ts';
import { UsageError } from './operator-error.ts';
import type { OperatorPorts } from './ports.ts';

export interface Expectation {
  readonly arn: string;
  readonly untilMs: number;
}

type SecretPorts = Pick<OperatorPorts, 'secrets'>;

/**
 * For a time the endpoint stores the secret that its provider hands over; secrets that verified before go on doing so.
 * Throws UsageError when the provider hands none over.
 */
export async function expectSecret(
  { name, provider, secretArn }: InboxEndpoint,
  { secrets }: SecretPorts,
  untilMs: number,
): Promise<Expectation> {
  if (secretArn === null || !(provider.handshakes ?? []).some(({ stores }) => stores)) {
    throw new UsageError(
      `${provider.displayName} sends no secret to its endpoints: set the secret of "${name}" with \`inbox secret set ${name}\``,
    );
  }
  const before = await secrets.read(secretArn);
  const known = before === null ? [] : (parseAwaiting(before.current)?.secrets ?? parseSecretText(before.current));
  const awaitingHandshakeUntil = new Date(untilMs).toISOString();
  await secrets.put(secretArn, JSON.stringify({ awaitingHandshakeUntil, secrets: known }));
  return { arn: secretArn, untilMs };
}

/** The secret that came, the newest of those stored; null when none did in time. */
export async function awaitSecret(
  { arn, untilMs }: Expectation,
  { secrets }: SecretPorts,
  { nowMs, signal }: { readonly nowMs: () => number; readonly signal: AbortSignal },
): Promise<string | null> {
  while (nowMs() < untilMs && !signal.aborted) {
    const versions = await secrets.read(arn);
    if (versions !== null && parseAwaiting(versions.current) === null)
      return parseSecretText(versions.current)[0] ?? null;
    await sleep(1_000, undefined, { signal }).catch(() => {});
  }
  return null;
}
