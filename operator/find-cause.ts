import type { KeyObject } from 'node:crypto';
import type { Provider } from '../lambdas/providers/define-provider.ts';
import { staleness, timestampMs } from '../lambdas/verification/freshness.ts';
import { parseJson } from '../lambdas/verification/parsed-body.ts';
import type { Part } from '../lambdas/verification/parts.ts';
import { readPart } from '../lambdas/verification/read-part.ts';
import type { RejectionReason, SecretFormat, SingleScheme } from '../lambdas/verification/scheme.ts';
import { schemeFor, schemesBySecret } from '../lambdas/verification/scheme-for.ts';
import { verify } from '../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../lambdas/verification/webhook-request.ts';

interface Judged {
  readonly provider: Provider;
  readonly request: WebhookRequest;
  readonly secret: string;
  readonly nowMs: number;
}

/** What would have made the delivery genuine, tried out; else where to look. Most likely first. */
export function findCause(judged: Judged, reason: RejectionReason, keys: readonly KeyObject[]): readonly string[] {
  const scheme = singleScheme(judged);
  switch (reason) {
    case 'signature_mismatch':
      return [...triedOut(judged, scheme, keys), ...whereToLook(judged)];
    case 'timestamp_out_of_tolerance':
      return [clock(judged, scheme)];
    case 'missing_signature':
    case 'malformed_signature':
      return signaturePlace(judged, scheme);
    case 'missing_signed_content':
      return ['Headers, query string and URL that are signed must be given as they arrived: see `inbox providers`.'];
    case 'missing_timestamp':
    case 'malformed_timestamp':
    case 'unknown_key':
    case 'claim_mismatch':
      return [`What the endpoint is configured with must be ${judged.provider.secret.label}.`];
  }
}

function singleScheme({ provider, request, secret }: Judged): SingleScheme | null {
  const chosen = schemeFor(provider.verification, request);
  if (chosen?.kind === 'bySecret') return schemesBySecret(chosen, [secret])[0] ?? null;
  return chosen?.kind === 'unsigned' ? null : (chosen ?? null);
}

/** Each variant is what a common mistake makes of a genuine delivery. */
function triedOut(judged: Judged, scheme: SingleScheme | null, keys: readonly KeyObject[]): readonly string[] {
  const accepts = (request: WebhookRequest, one: SingleScheme | null = scheme, secret = judged.secret) => {
    if (!one) return false;
    try {
      const verdict = verify(one, request, [secret], judged.nowMs, keys);
      return verdict.verified === true || verdict.reason === 'timestamp_out_of_tolerance';
    } catch {
      return false;
    }
  };
  const fitting = [...bodies(judged.request), ...urls(judged.request)].filter(({ request }) => accepts(request));
  const readings = secretFormats.filter(
    (secretFormat) => scheme?.kind === 'hmac' && accepts(judged.request, { ...scheme, secretFormat }),
  );
  const trimmed = ['', '\n', '\r\n'].some((end) => accepts(judged.request, scheme, judged.secret.trim() + end));
  return [
    ...fitting.map(({ hint }) => hint),
    ...readings.map(
      (format) => `It fits when the secret is read as ${format}: it is another kind of secret than the provider’s.`,
    ),
    ...(trimmed ? ['It fits when white space at the ends of the secret is cut.'] : []),
  ];
}

const secretFormats: readonly SecretFormat[] = ['utf8', 'base64', 'hex', 'whsec'];

interface Variant {
  readonly request: WebhookRequest;
  readonly hint: string;
}

function bodies(request: WebhookRequest): readonly Variant[] {
  const text = request.rawBody.toString('utf8');
  const json = parseJson(text);
  const reserialised = 'The body was parsed and written again: what arrived must be kept byte for byte.';
  const newline = 'A newline at the end of the body was added or lost: keep what arrived byte for byte.';
  const variants: readonly (readonly [string, string])[] = [
    ...(json === undefined
      ? []
      : [JSON.stringify(json), JSON.stringify(json, null, 2)].map((one) => [one, reserialised] as const)),
    [text.replace(/\r?\n$/, ''), newline],
    [`${text}\n`, newline],
    [`${text}\r\n`, newline],
    [text.replaceAll('\r\n', '\n'), 'Line ends were changed: keep what arrived byte for byte.'],
  ];
  return variants.map(([body, hint]) => ({ request: { ...request, rawBody: Buffer.from(body) }, hint }));
}

function urls(request: WebhookRequest): readonly Variant[] {
  const { publicUrl, rawQuery } = request;
  const hint =
    'Another URL was signed: give the one that is registered with the provider, character for character, as --url.';
  const variants = [
    { publicUrl: publicUrl.replace(/^http:/, 'https:') },
    { publicUrl: publicUrl.replace(/^https:/, 'http:') },
    { publicUrl: publicUrl.endsWith('/') ? publicUrl.slice(0, -1) : `${publicUrl}/` },
    { rawQuery: '' },
    { publicUrl: `${publicUrl}?${rawQuery}` },
  ];
  return variants.map((change) => ({ request: { ...request, ...change }, hint }));
}

const whereToLook = ({ provider, request }: Judged): readonly string[] => [
  `Is it the right secret? ${provider.displayName} signs with ${provider.secret.label}.`,
  `Is the body complete and unchanged? ${request.rawBody.length} bytes were read.`,
  ...(JSON.stringify(provider.verification).includes('"kind":"url"')
    ? [`The URL is signed; it was taken to be ${request.publicUrl}.`]
    : []),
];

function clock({ request, nowMs }: Judged, scheme: SingleScheme | null): string {
  const fresh = scheme && 'timestamp' in scheme ? scheme : null;
  const [text = ''] = fresh?.timestamp ? readPart(fresh.timestamp, request) : [];
  const at = timestampMs(text, fresh?.timestampUnit ?? 's');
  const isStale = fresh !== null && staleness(fresh, request, nowMs) !== null;
  if (at === null || !isStale) return 'Compare the clocks: give the time of arrival with --at.';
  const seconds = Math.round((nowMs - at) / 1000);
  const side = seconds >= 0 ? `${seconds} s old` : `${-seconds} s ahead`;
  return `It is ${side}, and at most ${fresh.toleranceSeconds} s are accepted: give the time of arrival with --at, or set the clock.`;
}

function signaturePlace({ request }: Judged, scheme: SingleScheme | null): readonly string[] {
  const part = scheme && 'signature' in scheme ? scheme.signature : scheme && 'token' in scheme ? scheme.token : null;
  const names = part ? headerNames(part) : [];
  return names.map((name) => {
    const value = request.headers.get(name);
    if (value === undefined) return `The header ${name} is not there; it arrived with ${request.headers.size} others.`;
    return `The header ${name} is there, with ${value.length} characters, but not in the provider’s form.`;
  });
}

function headerNames(part: Part): readonly string[] {
  if (part.kind === 'firstOf') return part.parts.flatMap(headerNames);
  if (part.kind === 'eachHeader') return part.names;
  if (part.kind === 'authorization') return ['authorization'];
  return part.kind === 'header' || part.kind === 'headerParam' || part.kind === 'headerList' ? [part.name] : [];
}
