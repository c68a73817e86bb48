import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError } from '../runtime/errors.ts';
import type { Content, Part } from './parts.ts';
import type {
  BasicAuth,
  Freshness,
  Hmac,
  PublicKey,
  SecretFormat,
  StandardWebhooks,
  Token,
  Unsigned,
} from './scheme.ts';

/** Alternatives of signed content, for providers that sign different kinds of request differently. */
export interface AnyOf {
  readonly anyOf: readonly Content[];
}
export const anyOf = (...contents: readonly Content[]): AnyOf => ({ anyOf: contents });

type Declared<S extends Hmac | PublicKey> = Omit<S, 'kind' | 'signedContent' | 'toleranceSeconds'> & {
  readonly signedContent: Content | AnyOf;
  /** Seconds of age and of lead that are accepted. Required with `timestamp`; null only where the provider sets no window. */
  readonly toleranceSeconds?: number | null;
};

const covers = new Set<Part['kind']>(['rawBody', 'sortedFormFields', 'bodyHash', 'bodyHashMatches', 'emptyBody']);

function checked<S extends Hmac | PublicKey>(declared: Declared<S>) {
  const { signedContent, toleranceSeconds = null, timestamp } = declared;
  const alternatives = 'anyOf' in signedContent ? signedContent.anyOf : [signedContent];
  if (alternatives.length === 0) throw new ConfigurationError('signedContent names nothing that is signed');
  for (const content of alternatives) {
    if (!content.some((part) => typeof part !== 'string' && covers.has(part.kind))) {
      throw new ConfigurationError('signedContent leaves the body out: add rawBody, or what stands for it');
    }
  }
  checkTolerance({ timestamp, toleranceSeconds }, declared.toleranceSeconds !== undefined);
  if (timestamp) checkTimestampIsSigned(timestamp, alternatives);
  return { ...declared, signedContent: alternatives, toleranceSeconds };
}

/** A timestamp that stands in the body is signed with it. */
function checkTimestampIsSigned(timestamp: Part, alternatives: readonly Content[]) {
  if (['bodyField', 'formField', 'formJsonField'].includes(timestamp.kind)) return;
  if (alternatives.every((content) => content.some((part) => isDeepStrictEqual(part, timestamp)))) return;
  throw new ConfigurationError('timestamp is not part of signedContent: anybody could make an old delivery look new');
}

function checkTolerance({ timestamp, toleranceSeconds }: Freshness, stated: boolean) {
  if (toleranceSeconds !== null && !(Number.isInteger(toleranceSeconds) && toleranceSeconds > 0)) {
    throw new ConfigurationError(`toleranceSeconds is ${toleranceSeconds}: it must be a whole number above 0, or null`);
  }
  if (timestamp && !stated) {
    throw new ConfigurationError('timestamp is given without toleranceSeconds: say how old a delivery may be, or null');
  }
  if (!timestamp && toleranceSeconds !== null) {
    throw new ConfigurationError('toleranceSeconds is given without timestamp: say where the signed timestamp stands');
  }
}

/** An HMAC over bytes of the delivery. Throws ConfigurationError, in one sentence, when the declaration cannot be safe. */
export const hmac = (declared: Declared<Hmac>): Hmac => ({ kind: 'hmac', ...checked(declared) });

/** A signature that is verified with the provider's public key. Throws ConfigurationError as `hmac` does. */
export const publicKey = (declared: Declared<PublicKey>): PublicKey => ({ kind: 'publicKey', ...checked(declared) });

/** https://www.standardwebhooks.com; `headerPrefix: 'svix'` and the like for senders with headers of their own. */
export function standardWebhooks(
  options: { headerPrefix?: string; toleranceSeconds?: number; secretFormat?: SecretFormat } = {},
): StandardWebhooks {
  const { headerPrefix = 'webhook', toleranceSeconds = 300, secretFormat } = options;
  checkTolerance({ timestamp: { kind: 'method' }, toleranceSeconds }, true);
  return { kind: 'standardWebhooks', headerPrefix, toleranceSeconds, ...(secretFormat ? { secretFormat } : {}) };
}

/** A shared token: says who sent the delivery, nothing about its body. */
export const token = (part: Part): Token => ({ kind: 'token', token: part });

/** HTTP basic authentication; the secret is `username:password`. */
export const basicAuth = (): BasicAuth => ({ kind: 'basicAuth' });

/** Nothing is verified, for the reason given. Anybody who knows the URL can queue events. */
export function unsigned({ reason }: { readonly reason: string }): Unsigned {
  if (reason.trim().length < 10) throw new ConfigurationError('unsigned needs a reason of at least ten characters');
  return { kind: 'unsigned', reason };
}
