import { valueAt } from './json-field.ts';
import type { JsonValue } from './parsed-body.ts';
import { readPart } from './read-part.ts';
import type { Jwt, JwtClaim, RejectionReason } from './scheme.ts';
import type { WebhookRequest } from './webhook-request.ts';

type Claims = { readonly [name: string]: JsonValue };

/** Null when every claim that the scheme names holds and the token is of this time (RFC 7519, section 4.1). */
export function claimsFault(
  scheme: Jwt,
  claims: Claims,
  request: WebhookRequest,
  nowMs: number,
): RejectionReason | null {
  const late = lateness(scheme, claims, nowMs / 1000);
  if (late) return late;
  return (scheme.claims ?? []).every((claim) => holds(claim, claims, request)) ? null : 'claim_mismatch';
}

function lateness({ maxAgeSeconds, maxLifetimeSeconds, skewSeconds }: Jwt, claims: Claims, now: number) {
  const { iat, exp, nbf } = claims;
  if ([iat, exp, nbf].some((time) => time !== undefined && !isTime(time))) return 'malformed_timestamp' as const;
  if (!hasBound(maxAgeSeconds, iat, exp)) return 'missing_timestamp' as const;
  const expired = isTime(exp) && now > exp + skewSeconds;
  const early = [iat, nbf].some((time) => isTime(time) && now < time - skewSeconds);
  const old = typeof maxAgeSeconds === 'number' && isTime(iat) && now > iat + maxAgeSeconds;
  const endless = maxLifetimeSeconds !== undefined && isTime(exp) && exp - now >= maxLifetimeSeconds;
  return expired || early || old || endless ? ('timestamp_out_of_tolerance' as const) : null;
}

function hasBound(
  maxAgeSeconds: Jwt['maxAgeSeconds'],
  iat: JsonValue | undefined,
  exp: JsonValue | undefined,
): boolean {
  if (maxAgeSeconds === 'endless') return true;
  return isTime(maxAgeSeconds === null ? exp : iat);
}

const isTime = (value: JsonValue | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

function holds({ name, paths, oneOf }: JwtClaim, claims: Claims, request: WebhookRequest): boolean {
  const allowed = 'kind' in oneOf ? readPart(oneOf, request) : oneOf;
  const own = Object.hasOwn(claims, name) ? claims[name] : undefined;
  const claimed = paths ? paths.map((path) => valueAt(claims, path)).find((value) => value !== undefined) : own;
  return [claimed]
    .flat()
    .some((value) => (typeof value === 'string' || typeof value === 'boolean') && allowed.includes(String(value)));
}
