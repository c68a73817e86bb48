import type { Content, HashName, Part, SignatureEncoding } from './parts.ts';

/** How the bytes of the key are read from the signing secret's text. */
export type SecretFormat = 'utf8' | 'base64' | 'hex' | 'whsec';
export type TimestampUnit = 's' | 'ms' | 'iso8601';

export interface Freshness {
  /** Where the signed timestamp stands; absent when the scheme has none. */
  readonly timestamp?: Part;
  /** @default 's' */
  readonly timestampUnit?: TimestampUnit;
  /** Seconds of age, and of lead, that are accepted; null when the provider's documentation sets no window. */
  readonly toleranceSeconds: number | null;
}

export interface Hmac extends Freshness {
  readonly kind: 'hmac';
  readonly hash: HashName;
  readonly encoding: SignatureEncoding;
  /** @default 'utf8' */
  readonly secretFormat?: SecretFormat;
  readonly signature: Part;
  /** What is signed; several alternatives where the provider signs different request kinds differently. */
  readonly signedContent: readonly Content[];
}

export type PublicKeyAlgorithm = 'ed25519' | 'ecdsa-p256-sha256' | 'rsa-sha256';
export interface PublicKey extends Freshness {
  readonly kind: 'publicKey';
  readonly algorithm: PublicKeyAlgorithm;
  readonly encoding: SignatureEncoding;
  /** How the configured key is written: 32 raw bytes in hex or base64, or SPKI as base64 DER or PEM. */
  readonly keyFormat: 'raw-hex' | 'raw-base64' | 'spki';
  readonly signature: Part;
  readonly signedContent: readonly Content[];
}

/** Standard Webhooks: `v1` (HMAC, secret `whsec_…`) or `v1a` (ed25519, key `whpk_…`), by the kind of secret configured. */
export interface StandardWebhooks {
  readonly kind: 'standardWebhooks';
  /** `webhook-id`, `svix-id`, …  @default 'webhook' */
  readonly headerPrefix: string;
  readonly toleranceSeconds: number;
  /** Senders that take the secret's text for the key, against the specification.  @default 'whsec' */
  readonly secretFormat?: SecretFormat;
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

export type VerificationScheme = Hmac | PublicKey | StandardWebhooks | Token | BasicAuth | Unsigned;

/** Why a delivery was refused: a log field and a metric dimension, never part of the response. */
export type RejectionReason =
  | 'missing_signature'
  | 'malformed_signature'
  | 'signature_mismatch'
  | 'missing_timestamp'
  | 'malformed_timestamp'
  | 'timestamp_out_of_tolerance'
  | 'missing_signed_content';

/** `secretIndex` tells which of the configured secrets matched (0 is the newest). */
export type Verdict =
  | { readonly verified: true; readonly secretIndex: number }
  | { readonly verified: false; readonly reason: RejectionReason };
