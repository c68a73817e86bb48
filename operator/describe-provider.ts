import type { Handshake, Provider } from '../lambdas/providers/define-provider.ts';
import type { Part } from '../lambdas/verification/parts.ts';
import type { VerificationScheme } from '../lambdas/verification/scheme.ts';
import { schemeName } from './scheme-name.ts';

/** A provider in words, for people and as JSON. */
export function describeProvider(provider: Provider) {
  const { name, displayName, docs, evidence, source, deadlineSeconds, retries, registration, batch } = provider;
  return {
    name,
    displayName,
    docs,
    evidence,
    source,
    signedWith: schemeName(provider.verification),
    toleranceSeconds: toleranceOf(provider.verification),
    bodyNotCovered: notCovered(provider.verification),
    caution: provider.caution ?? null,
    eventId: idInWords(provider),
    eventType: provider.eventType.map(partName),
    batch: batch ? [batch.items].flat().map((path) => path || 'the body itself') : null,
    handshakes: (provider.handshakes ?? []).map(handshakeInWords),
    answers: (provider.answers ?? []).map(({ answer }) => answerInWords(answer)),
    secret: provider.secret.label,
    settings: Object.fromEntries(
      Object.entries(provider.settings ?? {}).map(([key, { description, required }]) => [
        key,
        required ? `${description} (needed)` : description,
      ]),
    ),
    samples: provider.samples.map(({ eventType }) => eventType),
    deadlineSeconds,
    retries,
    registration,
  };
}

export type DescribedProvider = ReturnType<typeof describeProvider>;

/** Every scheme that the given one may come to, itself among them. */
function schemesIn(scheme: VerificationScheme): readonly VerificationScheme[] {
  switch (scheme.kind) {
    case 'choose':
    case 'bySecret':
      return scheme.cases.flatMap((one) => schemesIn(one.scheme));
    case 'slots':
      return scheme.schemes;
    case 'eachItem':
      return [scheme, scheme.scheme];
    default:
      return [scheme];
  }
}

function toleranceOf(scheme: VerificationScheme): number | null {
  const tolerances = schemesIn(scheme).map((one) => {
    if (one.kind === 'jwt') return one.maxAgeSeconds === 'endless' ? null : one.maxAgeSeconds;
    return 'toleranceSeconds' in one ? one.toleranceSeconds : null;
  });
  return tolerances.find((seconds) => seconds !== null) ?? null;
}

/** Null when every byte of the body is signed. */
function notCovered(scheme: VerificationScheme): string | null {
  for (const one of schemesIn(scheme)) {
    if ('bodyNotCovered' in one && one.bodyNotCovered !== undefined) return one.bodyNotCovered;
    if (one.kind === 'token' || one.kind === 'basicAuth') return 'nothing is signed: a shared secret is sent along';
  }
  return null;
}

function idInWords({ eventId, unsignedId, batch }: Provider): string {
  const own = eventId.map(partName).join(', else ') || 'the hash of the body';
  const beside = unsignedId ? ', with type and body beside it' : '';
  if (!batch) return own + beside;
  const items = batch.eventId.map((one) => (typeof one === 'string' ? one : partName(one))).join(', else ');
  return `${own}${beside}; of each event: ${items || 'the hash of its bytes'}${batch.bodyInKey ? ', with type and body beside it' : ''}`;
}

function handshakeInWords({ name, signed, stores, confirms }: Handshake): string {
  const does = stores ? ', stores the secret when one is awaited' : confirms ? ', confirms by fetching a URL' : '';
  return `${name} (${signed ? 'signed' : 'unsigned'}${does})`;
}

function answerInWords({ status, body, contentType }: NonNullable<Provider['answers']>[number]['answer']): string {
  const text = typeof body === 'string' ? ` ${body.length > 60 ? (contentType ?? 'text') : body}` : '';
  return `${status}${text}`;
}

/** Where a part stands, in a few words. */
function partName(part: Part): string {
  switch (part.kind) {
    case 'header':
      return `header ${part.name}`;
    case 'bodyField':
      return `$.${part.path}`;
    case 'formField':
      return `form ${part.name}`;
    case 'jsonField':
      return `${partName(part.of)} $.${part.path}`;
    case 'decoded':
      return `${partName(part.of)}, decoded:`;
    case 'position':
      return `${partName(part.of)} field ${part.index + 1}`;
    case 'query':
      return `query ${part.name}`;
    case 'joined':
      return part.parts.map(partName).join(' + ');
    case 'firstOf':
      return part.parts.map(partName).join(' or ');
    case 'bodyKey':
      return 'the name of a top-level key';
    default:
      return part.kind;
  }
}
