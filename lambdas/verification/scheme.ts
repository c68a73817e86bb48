import type { Condition } from './condition.ts';
import type { Content, HashName, Part, SignatureEncoding } from './parts.ts';

/**
 * How the bytes of the key are read from the signing secret's text. `whsec`: base64 behind an optional `whsec_`;
 * `whsec-forgiving`: the same as `atob` decodes it, which needs no padding. `sha1` and `sha256`: the key is the secret's hash.
 */
export type SecretFormat = 'utf8' | 'base64' | 'hex' | 'whsec' | 'whsec-forgiving' | 'sha1' | 'sha256';
/** `isoWithoutZone`: ISO 8601 in UTC whose sender leaves the Z out. */
export type TimestampUnit = 's' | 'ms' | 'iso8601' | 'isoWithoutZone' | 'rfc1123';

export interface Freshness {
  /** Where the signed timestamp stands; absent when the scheme has none. */
  readonly timestamp?: Part;
  /** @default 's' */
  readonly timestampUnit?: TimestampUnit;
  /** Seconds of age, and of lead, that are accepted; null when the provider's documentation sets no window. */
  readonly toleranceSeconds: number | null;
  /** Seconds of lead that are accepted.  @default toleranceSeconds */
  readonly aheadSeconds?: number;
  /** Whether an age of exactly toleranceSeconds is too old already. */
  readonly exclusive?: true;
}

/** What a signature does not cover of the body, in a sentence that users read; only where the provider signs no more. */
export interface Coverage {
  readonly bodyNotCovered?: string;
}

export interface Hmac extends Freshness, Coverage {
  readonly kind: 'hmac';
  readonly hash: HashName;
  readonly encoding: SignatureEncoding;
  /** @default 'utf8' */
  readonly secretFormat?: SecretFormat;
  /** Text that follows the secret in the key. */
  readonly keySuffix?: string;
  readonly signature: Part;
  /** What is signed; several alternatives where the provider signs different request kinds differently. */
  readonly signedContent: readonly Content[];
}

/** A plain hash over content of which the secret is a part. */
export interface Digest extends Freshness, Coverage {
  readonly kind: 'digest';
  readonly hash: HashName;
  readonly encoding: SignatureEncoding;
  readonly signature: Part;
  /** Each alternative names the `secret` part. */
  readonly signedContent: readonly Content[];
}

export type PublicKeyAlgorithm =
  | 'ed25519'
  | 'ecdsa-p256-sha256'
  | 'ecdsa-p521-sha512'
  | 'ecdsa-sha1'
  | 'rsa-sha1'
  | 'rsa-sha256'
  | 'rsa-sha512'
  | 'rsa-pss-sha256';

/**
 * Where a key stands that is not configured but published by the provider. URLs are constant, or pinned to hosts and paths:
 * a delivery never decides which host is asked.
 */
export type KeySource =
  /** A JSON Web Key Set (RFC 7517), or `{kid: PEM}` as Google publishes its certificates. */
  | {
      readonly kind: 'keySet';
      readonly url: Content;
      readonly format: 'jwks' | 'pemByKeyId';
      /** Where the key's id stands when the signature is no token, whose own header names it. */
      readonly keyId?: Part;
    }
  /** An API that is asked for one key by its id; the configured secret `id:secret` is what it authenticates with. */
  | {
      readonly kind: 'keyApi';
      readonly url: Content;
      /** Names of the JSON fields of the question, and the path of the JWK in the answer. */
      readonly fields: { readonly clientId: string; readonly secret: string; readonly keyId: string };
      readonly jwk: string;
    }
  /**
   * An API that is asked for one key by its id, with a token that it grants to the client whose credentials the configured
   * secret begins with (`id:secret:…`; client credentials: RFC 6749, section 4.4).
   */
  | {
      readonly kind: 'grantedKeyApi';
      readonly tokenUrl: Content;
      readonly scope: string;
      /** The key's id is put behind it. */
      readonly url: Content;
      readonly keyId: Part;
      /** Regular expression of a key's id; nothing else is asked for. */
      readonly keyIdPattern: string;
      /** Path of the key in the answer: PEM, of which the line breaks may be missing. */
      readonly pem: string;
    }
  /** A certificate (PEM) whose URL the delivery names. */
  | {
      readonly kind: 'certificate';
      readonly url: Part;
      /** Regular expressions, anchored by us; the URL is https without user, port or fragment. */
      readonly host: string;
      readonly path: string;
      /** The name that the certificate must carry (a regular expression), when its chain must lead to a trusted root. */
      readonly subject?: string;
    }
  /**
   * Certificates that a token carries in its own header (x5c: RFC 7515, section 4.1.6), the signer's first, then its issuer's.
   * They must lead to this root alone, and nothing is fetched.
   */
  | {
      readonly kind: 'certificateChain';
      /** PEM. */
      readonly root: string;
      /** Object identifiers (`1.2.840…`) of extensions that say what the certificates are for. */
      readonly extension: string;
      readonly issuerExtension: string;
    };

export interface PublicKey extends Freshness, Coverage {
  readonly kind: 'publicKey';
  readonly algorithm: PublicKeyAlgorithm;
  readonly encoding: SignatureEncoding;
  /**
   * How the configured key is written: 32 raw bytes in hex or base64, or SPKI as base64 DER or PEM;
   * or where the provider publishes it.
   */
  readonly keyFormat: 'raw-hex' | 'raw-base64' | 'spki' | KeySource;
  /** How an ECDSA signature is written.  @default 'der' */
  readonly ecdsaFormat?: 'der' | 'ieee-p1363';
  readonly signature: Part;
  readonly signedContent: readonly Content[];
}

export type JwtAlgorithm = 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'RS512' | 'PS256' | 'ES256' | 'ES384' | 'EdDSA';

/** A claim that must be there and equal one of the values; of a list, one entry must. */
export interface JwtClaim {
  readonly name: string;
  /** Dotted paths of which the first that is there counts, where claims have fields; `name` says what they have in common. */
  readonly paths?: readonly string[];
  readonly oneOf: readonly string[] | Part;
}

/** A JSON Web Token (RFC 7519) as compact JWS (RFC 7515). The algorithm is pinned: the token's own header never chooses it. */
export interface Jwt extends Coverage {
  readonly kind: 'jwt';
  readonly token: Part;
  readonly algorithms: readonly JwtAlgorithm[];
  /** The configured secret as HMAC key, or as public key in PEM, or where the provider publishes its keys. */
  readonly key: SecretFormat | 'spki' | KeySource;
  readonly claims?: readonly JwtClaim[];
  /** The claim that holds the hash of the raw body. */
  readonly bodyHash?: { readonly claim: string; readonly hash: HashName; readonly encoding: SignatureEncoding };
  /** Seconds since `iat` (required then); null when only `exp` (required then) bounds the token's life; `endless` when nothing does. */
  readonly maxAgeSeconds: number | null | 'endless';
  /** Seconds that `exp` may lie ahead.  @default any */
  readonly maxLifetimeSeconds?: number;
  /** Seconds by which clocks may differ, for `exp`, `nbf` and `iat`. */
  readonly skewSeconds: number;
}

/**
 * The first case whose conditions hold decides, and no other is tried. A secret that only another case can use verifies
 * nothing in it, and is malformed only when no case can use it: which case it is, the sender decides.
 */
export interface Choose {
  readonly kind: 'choose';
  readonly cases: readonly { readonly when: readonly Condition[]; readonly scheme: SingleScheme }[];
}

/** Each configured secret verifies by the scheme of the first pattern that it matches. */
export interface BySecret {
  readonly kind: 'bySecret';
  readonly cases: readonly { readonly pattern: string; readonly scheme: SingleScheme }[];
}

/** Every item of a batch carries its own proof, and there must be at least one. Parts are read from the item. */
export interface EachItem extends Coverage {
  readonly kind: 'eachItem';
  /** Dotted path of the array in the JSON body. */
  readonly items: string;
  readonly scheme: Hmac | Token;
}

/** One signature for each place of the secrets' list: the first secret for the first, the second for the second. */
export interface Slots {
  readonly kind: 'slots';
  readonly schemes: readonly Hmac[];
}

/** Standard Webhooks: `v1` (HMAC, secret `whsec_…`) or `v1a` (ed25519, key `whpk_…`), by the kind of secret configured. */
export interface StandardWebhooks {
  readonly kind: 'standardWebhooks';
  /** `webhook-id`, `svix-id`, …  @default 'webhook' */
  readonly headerPrefix: string;
  readonly toleranceSeconds: number;
  /** Senders that take the secret's text for the key, against the specification.  @default 'whsec' */
  readonly secretFormat?: SecretFormat;
  /** How secrets are read besides, by a sender that once read them otherwise and does so still for old ones. */
  readonly olderSecretFormat?: SecretFormat;
}

/** A shared token sent as it is. Proves who sent the delivery, says nothing about its body. */
export interface Token {
  readonly kind: 'token';
  readonly token: Part;
}

/** HTTP basic authentication (RFC 7617); the secret is `username:password`. */
export interface BasicAuth {
  readonly kind: 'basicAuth';
}

/** Nothing is verified. Must be spelled out with a reason; every journal line of the endpoint says so. */
export interface Unsigned {
  readonly kind: 'unsigned';
  readonly reason: string;
}

export type SingleScheme = Hmac | Digest | PublicKey | StandardWebhooks | Token | BasicAuth | Jwt | EachItem | Slots;
export type VerificationScheme = SingleScheme | Choose | BySecret | Unsigned;

/** Why a delivery was refused: a log field and a metric dimension, never part of the response. */
export type RejectionReason =
  | 'missing_signature'
  | 'malformed_signature'
  | 'signature_mismatch'
  | 'missing_timestamp'
  | 'malformed_timestamp'
  | 'timestamp_out_of_tolerance'
  | 'missing_signed_content'
  | 'unknown_key'
  | 'claim_mismatch';

/** `secretIndex` tells which of the configured secrets matched (0 is the newest). */
export type Verdict =
  | { readonly verified: true; readonly secretIndex: number }
  | { readonly verified: false; readonly reason: RejectionReason };
