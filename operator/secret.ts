import { ConfigurationError } from '../lambdas/runtime/errors.ts';
import {
  parseAwaiting,
  parseSecretText,
  previousSecretMs,
  type SecretVersions,
} from '../lambdas/runtime/secret-cache.ts';
import { checkSecret, secretValue } from './check-secret.ts';
import type { InboxEndpoint } from './inbox.ts';
import { OperatorError, UsageError } from './operator-error.ts';
import type { OperatorPorts } from './ports.ts';

type SecretPorts = Pick<OperatorPorts, 'secrets'>;

export type SecretStatus =
  | { readonly state: 'unsigned' }
  | { readonly state: 'unset' }
  /** The provider is to hand one over, until then. */
  | { readonly state: 'awaited'; readonly until: string }
  /** `changedAt` is ISO 8601. */
  | { readonly state: 'one'; readonly changedAt: string }
  /** Older secrets verify too, the previous one until `overlapEndsAt`; null when they are listed in the current value, without an end. */
  | { readonly state: 'rotating'; readonly changedAt: string; readonly overlapEndsAt: string | null }
  | { readonly state: 'malformed'; readonly changedAt: string; readonly reason: string };

/** From now on only this secret verifies. `replaced`: there was another one. */
export async function setSecret(
  endpoint: InboxEndpoint,
  secret: string,
  { secrets }: SecretPorts,
): Promise<{ readonly replaced: boolean }> {
  const arn = requireSecretArn(endpoint);
  checkSecret(secret, endpoint);
  const before = await secrets.read(arn);
  await secrets.put(arn, secretValue(secret));
  // The value it replaced is now AWSPREVIOUS, which goes on verifying for days: a second write pushes it out.
  if (before !== null) await secrets.put(arn, secretValue(secret));
  return { replaced: before !== null };
}

/** The new secret is the current one; the one before verifies until `overlapEndsAt`. Throws OperatorError when there is none to rotate. */
export async function rotateSecret(
  endpoint: InboxEndpoint,
  secret: string,
  { secrets }: SecretPorts,
  nowMs: number,
): Promise<{ readonly overlapEndsAt: string; readonly dropped: boolean }> {
  const arn = requireSecretArn(endpoint);
  checkSecret(secret, endpoint);
  const before = await secrets.read(arn);
  if (before === null) {
    throw new OperatorError(
      `endpoint "${endpoint.name}" has no secret to rotate: set the first with \`inbox secret set ${endpoint.name}\``,
    );
  }
  if (valuesOf(before.current).includes(secret)) {
    throw new UsageError(`this secret is already in use at endpoint "${endpoint.name}": enter the new one`);
  }
  await secrets.put(arn, secretValue(secret));
  return { overlapEndsAt: isoTime(nowMs + previousSecretMs), dropped: overlaps(before, nowMs) };
}

/** State only, never a value. */
export async function secretStatus(
  { secretArn, provider }: InboxEndpoint,
  { secrets }: SecretPorts,
  nowMs: number,
): Promise<SecretStatus> {
  if (secretArn === null || provider.verification.kind === 'unsigned') return { state: 'unsigned' };
  const versions = await secrets.read(secretArn);
  if (versions === null) return { state: 'unset' };
  const awaiting = parseAwaiting(versions.current);
  if (awaiting) return { state: 'awaited', until: isoTime(awaiting.untilMs) };
  const changedAt = isoTime(versions.currentSinceMs);
  try {
    const current = parseSecretText(versions.current);
    if (overlaps(versions, nowMs)) {
      return { state: 'rotating', changedAt, overlapEndsAt: isoTime(versions.currentSinceMs + previousSecretMs) };
    }
    return current.length > 1 ? { state: 'rotating', changedAt, overlapEndsAt: null } : { state: 'one', changedAt };
  } catch (error) {
    if (error instanceof ConfigurationError) return { state: 'malformed', changedAt, reason: error.message };
    throw error;
  }
}

/** Whether the previous value still verifies, and differs from the current one. */
function overlaps({ current, previous, currentSinceMs }: SecretVersions, nowMs: number): boolean {
  if (previous === null || nowMs - currentSinceMs >= previousSecretMs) return false;
  const known = valuesOf(current);
  return valuesOf(previous).some((value) => !known.includes(value));
}

function valuesOf(text: string): readonly string[] {
  try {
    return parseSecretText(text);
  } catch {
    return [];
  }
}

function requireSecretArn({ name, secretArn, provider }: InboxEndpoint): string {
  if (secretArn === null || provider.verification.kind === 'unsigned') {
    throw new UsageError(`endpoint "${name}" takes unsigned deliveries and has no secret`);
  }
  return secretArn;
}

const isoTime = (ms: number) => new Date(ms).toISOString();
