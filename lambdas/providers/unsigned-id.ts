import type { Part } from '../verification/parts.ts';
import type { VerificationScheme } from '../verification/scheme.ts';

/**
 * Whether one of the places where the event id may stand is beside what is signed: whoever saw one delivery could then send
 * it again under the id of another event. A signed timestamp bounds that, and a secret that is merely sent along must be
 * known to do it at all.
 */
export function hasUnsignedId(verification: VerificationScheme, eventId: readonly Part[]): boolean {
  if (['token', 'basicAuth', 'standardWebhooks', 'unsigned'].includes(verification.kind)) return false;
  const scheme = JSON.stringify(verification);
  if (/"toleranceSeconds":[0-9]/.test(scheme)) return false;
  const beside = eventId.filter(({ kind }) => kind === 'header' || kind === 'query');
  return beside.some((part) => !scheme.includes(JSON.stringify(part)));
}
