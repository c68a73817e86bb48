import { ConfigurationError } from '../lambdas/runtime/errors.ts';
import {
  overlapText,
  parseAwaiting,
  parseSecretText,
  previousSecretMs,
  type SecretVersions,
  validityOf,
} from '../lambdas/runtime/secret-text.ts';
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
  /** `changedAt` is ISO 8601. `replaced`: there was a value before it. */
  | { readonly state: 'one'; readonly changedAt: string; readonly replaced: boolean }
  /** Older secrets verify too, the previous one until `overlapEndsAt`; null when they are listed in the current value, without an end. */
  | {
      readonly state: 'rotating';
      readonly changedAt: string;
      readonly overlapEndsAt: string | null;
      /** How many of those that verify are current; the older ones come after them. */
      readonly current: number;
    }
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
  if (before === null) await secrets.put(arn, secretValue(secret));
  else await setSecretText(arn, secret, { secrets });
  return { replaced: before !== null };
}

/** The new secret is the current one; the one before verifies until `overlapEndsAt`. Throws OperatorError when there is none to rotate. */
export async function rotateSecret(
  endpoint: InboxEndpoint,
  { secret, overlapMs = previousSecretMs }: { readonly secret: string; readonly overlapMs?: number },
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
  const endMs = nowMs + overlapMs;
  // The usual overlap needs no mention: the value stays the secret's own text.
  await secrets.put(arn, overlapMs === previousSecretMs ? secretValue(secret) : overlapText([secret], endMs));
  return { overlapEndsAt: isoTime(endMs), dropped: overlaps(before, nowMs) };
}

/** Older secrets stop verifying now. Throws OperatorError when there is none, UsageError when the endpoint takes none. */
export async function retireSecret(endpoint: InboxEndpoint, { secrets }: SecretPorts, nowMs: number): Promise<void> {
  const arn = requireSecretArn(endpoint);
  const before = await secrets.read(arn);
  const [newest] = before === null ? [] : valuesOf(before.current);
  if (before === null || newest === undefined) {
    throw new OperatorError(
      `endpoint "${endpoint.name}" has no usable secret: set one with \`inbox secret set ${endpoint.name}\``,
    );
  }
  if (!overlaps(before, nowMs) && valuesOf(before.current).length === 1) {
    throw new OperatorError(`endpoint "${endpoint.name}" has one secret and none before it that still verifies`);
  }
  await setSecretText(arn, newest, { secrets });
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
    return stateOf(versions, changedAt, nowMs);
  } catch (error) {
    if (error instanceof ConfigurationError) return { state: 'malformed', changedAt, reason: error.message };
    throw error;
  }
}

function stateOf(versions: SecretVersions, changedAt: string, nowMs: number): SecretStatus {
  const { current, previous, previousUntilMs } = validityOf(versions);
  const rotating = { state: 'rotating', changedAt, current: current.length } as const;
  if (previous.length > 0 && nowMs < previousUntilMs) return { ...rotating, overlapEndsAt: isoTime(previousUntilMs) };
  if (current.length > 1) return { ...rotating, current: 1, overlapEndsAt: null };
  return { state: 'one', changedAt, replaced: versions.previous !== null };
}

/** Whether the previous value still verifies, and differs from the current one. */
function overlaps(versions: SecretVersions, nowMs: number): boolean {
  try {
    const { previous, previousUntilMs } = validityOf(versions);
    return previous.length > 0 && nowMs < previousUntilMs;
  } catch {
    return false;
  }
}

/** The only one from now on. A value that is replaced becomes AWSPREVIOUS, which goes on verifying: the second write pushes it out. */
async function setSecretText(arn: string, secret: string, { secrets }: SecretPorts): Promise<void> {
  await secrets.put(arn, secretValue(secret));
  await secrets.put(arn, secretValue(secret));
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
