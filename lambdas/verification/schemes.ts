import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError } from '../runtime/errors.ts';
import type { Condition } from './condition.ts';
import type { Content, Part } from './parts.ts';
import type {
  BasicAuth,
  BySecret,
  Choose,
  Digest,
  EachItem,
  Freshness,
  Hmac,
  Jwt,
  PublicKey,
  SecretFormat,
  SingleScheme,
  Slots,
  StandardWebhooks,
  Token,
  Unsigned,
} from './scheme.ts';
import { standsInBody } from './stands-in-body.ts';

/** Alternatives of signed content, for providers that sign different kinds of request differently. */
export interface AnyOf {
  readonly anyOf: readonly Content[];
}
export const anyOf = (...contents: readonly Content[]): AnyOf => ({ anyOf: contents });

type Declared<S extends Hmac | PublicKey | Digest> = Omit<S, 'kind' | 'signedContent' | 'toleranceSeconds'> & {
  readonly signedContent: Content | AnyOf;
  /** Seconds of age and of lead that are accepted. Required with `timestamp`; null only where the provider sets no window. */
  readonly toleranceSeconds?: number | null;
};

const covers = new Set<Part['kind']>([
  'rawBody',
  'sortedFormFields',
  'bodyHash',
  'bodyHashMatches',
  'bodyCrc32',
  'emptyBody',
]);

function coversBody(part: Part | string): boolean {
  if (typeof part === 'string') return false;
  if (part.kind === 'hashed' || part.kind === 'encoded') return part.content.some(coversBody);
  return part.kind === 'jsonText' ? coversBody(part.part) : covers.has(part.kind);
}

function checked<S extends Hmac | PublicKey | Digest>(declared: Declared<S>) {
  const { signedContent, toleranceSeconds = null, timestamp, bodyNotCovered } = declared;
  const alternatives = 'anyOf' in signedContent ? signedContent.anyOf : [signedContent];
  if (alternatives.length === 0) throw new ConfigurationError('signedContent names nothing that is signed');
  for (const content of bodyNotCovered === undefined ? alternatives : []) {
    if (!content.some(coversBody)) {
      throw new ConfigurationError(
        'signedContent leaves the body out: add rawBody or what stands for it, or say in bodyNotCovered what anybody can change',
      );
    }
  }
  checkTolerance({ ...declared, toleranceSeconds }, declared.toleranceSeconds !== undefined);
  if (timestamp) checkTimestampIsSigned(timestamp, alternatives, bodyNotCovered === undefined);
  return { ...declared, signedContent: alternatives, toleranceSeconds };
}

/** A timestamp that stands in a signed body is signed with it. */
function checkTimestampIsSigned(timestamp: Part, alternatives: readonly Content[], bodyIsSigned: boolean) {
  if (bodyIsSigned && standsInBody(timestamp)) return;
  if (alternatives.every((content) => content.some((part) => signs(part, timestamp)))) return;
  throw new ConfigurationError('timestamp is not part of signedContent: anybody could make an old delivery look new');
}

const signs = (part: Part | string, timestamp: Part): boolean => {
  if (typeof part === 'string') return false;
  if (part.kind === 'hashed' || part.kind === 'encoded') return part.content.some((one) => signs(one, timestamp));
  const listed = part.kind === 'listedHeaders' && timestamp.kind === 'header' && part.needed.includes(timestamp.name);
  return listed || isDeepStrictEqual(part, timestamp);
};

function checkTolerance({ timestamp, toleranceSeconds, aheadSeconds }: Freshness, stated: boolean) {
  if (toleranceSeconds !== null && !(Number.isInteger(toleranceSeconds) && toleranceSeconds > 0)) {
    throw new ConfigurationError(`toleranceSeconds is ${toleranceSeconds}: it must be a whole number above 0, or null`);
  }
  if (timestamp && !stated) {
    throw new ConfigurationError('timestamp is given without toleranceSeconds: say how old a delivery may be, or null');
  }
  if (!timestamp && toleranceSeconds !== null) {
    throw new ConfigurationError('toleranceSeconds is given without timestamp: say where the signed timestamp stands');
  }
  if (aheadSeconds !== undefined && toleranceSeconds === null) {
    throw new ConfigurationError(
      'aheadSeconds is given without toleranceSeconds: say how old a delivery may be as well',
    );
  }
}

/** An HMAC over bytes of the delivery. Throws ConfigurationError, in one sentence, when the declaration cannot be safe. */
export const hmac = (declared: Declared<Hmac>): Hmac => ({ kind: 'hmac', ...checked(declared) });

/** A signature that is verified with the provider's public key. Throws ConfigurationError as `hmac` does. */
export const publicKey = (declared: Declared<PublicKey>): PublicKey => ({ kind: 'publicKey', ...checked(declared) });

/**
 * A plain hash over content of which `secretText` is a part. Such hashes can be lengthened by whoever saw one: only for
 * providers that offer nothing better. Throws ConfigurationError as `hmac` does.
 */
export function digest(declared: Declared<Digest>): Digest {
  const scheme: Digest = { kind: 'digest', ...checked(declared) };
  if (
    !scheme.signedContent.every((content) => content.some((part) => typeof part !== 'string' && part.kind === 'secret'))
  ) {
    throw new ConfigurationError(
      'signedContent leaves the secret out: without secretText anybody can compute the hash',
    );
  }
  return scheme;
}

/**
 * An Ed25519 signature, verified with the sender's public key: 32 bytes in hex (or base64, or a PEM: see `keyFormat`).
 * @public
 */
export const ed25519 = (
  declared: Omit<Declared<PublicKey>, 'algorithm' | 'keyFormat'> & {
    readonly keyFormat?: 'raw-hex' | 'raw-base64' | 'spki';
  },
): PublicKey => publicKey({ keyFormat: 'raw-hex', ...declared, algorithm: 'ed25519' });

/** A JSON Web Token whose algorithm is pinned. Throws ConfigurationError, in one sentence, when the declaration cannot be safe. */
export function jwt(declared: Omit<Jwt, 'kind' | 'skewSeconds'> & { readonly skewSeconds?: number }): Jwt {
  const { algorithms, key, bodyHash, bodyNotCovered } = declared;
  const shared = typeof key === 'string' && key !== 'spki';
  if (algorithms.length === 0) throw new ConfigurationError('algorithms is empty: name the one that the sender uses');
  if (algorithms.some((name) => name.startsWith('HS') !== shared)) {
    throw new ConfigurationError(
      'algorithms and key do not fit: HS256 and its like need a shared secret, all others a public key',
    );
  }
  if (!bodyHash && bodyNotCovered === undefined && declared.token.kind !== 'rawBody') {
    throw new ConfigurationError(
      'the token says nothing about the body: add bodyHash, or say in bodyNotCovered what anybody can change',
    );
  }
  return { kind: 'jwt', skewSeconds: 60, ...declared };
}

/** The first case whose conditions hold decides: for providers that sign different kinds of delivery in different ways. */
export const choose = (
  ...cases: readonly { readonly when: readonly Condition[]; readonly scheme: SingleScheme }[]
): Choose => ({ kind: 'choose', cases });

/** Each secret verifies by the scheme of its own kind: for providers that have two kinds of secret. */
export const bySecret = (
  ...cases: readonly { readonly pattern: string; readonly scheme: SingleScheme }[]
): BySecret => ({ kind: 'bySecret', cases });

/** Every item of a batch carries its own proof; parts are read from the item. */
export const eachItem = (items: string, scheme: Hmac | Token, options: { bodyNotCovered?: string } = {}): EachItem => ({
  kind: 'eachItem',
  items,
  scheme,
  ...options,
});

/** Several signatures, each made with the key of its own place. */
export const slots = (...schemes: readonly Hmac[]): Slots => ({ kind: 'slots', schemes });

/** https://www.standardwebhooks.com; `headerPrefix: 'svix'` and the like for senders with headers of their own. */
export function standardWebhooks(
  options: {
    headerPrefix?: string;
    toleranceSeconds?: number;
    secretFormat?: SecretFormat;
    olderSecretFormat?: SecretFormat;
  } = {},
): StandardWebhooks {
  const { headerPrefix = 'webhook', toleranceSeconds = 300, ...formats } = options;
  checkTolerance({ timestamp: { kind: 'method' }, toleranceSeconds }, true);
  return { kind: 'standardWebhooks', headerPrefix, toleranceSeconds, ...formats };
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
