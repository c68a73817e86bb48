import type { Part } from '../verification/parts.ts';
import type { VerificationScheme } from '../verification/scheme.ts';
import type { Batch, Provider, SecretShape } from './define-provider.ts';
import { hasUnsignedId } from './unsigned-id.ts';

export interface CustomProviderOptions {
  /** @default none: events are told apart by the hash of their raw body */
  readonly eventId?: readonly Part[];
  /** @default the JSON field `type` */
  readonly eventType?: readonly Part[];
  /** @default a delivery is one event */
  readonly batch?: Batch;
}

/** A provider of the user's own, made of a verification scheme written in bin/webhooks.ts. */
export function customProvider(
  name: string,
  verification: VerificationScheme,
  { eventId = [], eventType = [{ kind: 'bodyField', path: 'type' }], batch }: CustomProviderOptions = {},
): Provider {
  return {
    name,
    displayName: name,
    docs: null,
    evidence: 'vendor-docs',
    source: 'bin/webhooks.ts',
    verification,
    eventId,
    ...(hasUnsignedId(verification, eventId) ? { unsignedId: true } : {}),
    eventType,
    ...(batch ? { batch } : {}),
    deadlineSeconds: null,
    retries: null,
    secret: secretShapeOf(verification),
    registration: ['Give the endpoint’s URL and the signing secret to whoever sends to it.'],
    samples: [sample(batch)],
  };
}

function sample(batch: Batch | undefined): Provider['samples'][0] {
  const event = '{"id":"{id}","type":"example.created","data":{"note":"made by inbox send"}}';
  const path = String([batch?.items ?? ''].flat()[0])
    .split('.')
    .filter((key) => key !== '');
  const body = batch ? path.reduceRight((inner, key) => `{"${key}":${inner}}`, `[${event}]`) : event;
  return { eventType: 'example.created', contentType: 'application/json', body };
}

function secretShapeOf(verification: VerificationScheme): SecretShape {
  const text = (label: string, pattern: string, encoding: 'hex' | 'base64', prefix = ''): SecretShape => ({
    label,
    pattern,
    local: { kind: 'text', prefix, encoding, bytes: 32 },
  });
  switch (verification.kind) {
    case 'hmac':
      switch (verification.secretFormat) {
        case 'base64':
          return text('the signing secret, in base64', '^[A-Za-z0-9+/]+={0,2}$', 'base64');
        case 'whsec':
        case 'whsec-forgiving':
          return text('the signing secret (whsec_…)', '^(?:whsec_)?[A-Za-z0-9+/]+={0,2}$', 'base64', 'whsec_');
        case 'hex':
          return text('the signing secret, in hexadecimal', '^(?:[0-9a-f]{2})+$', 'hex');
        default:
          return text('the signing secret', '^\\S(?:.*\\S)?$', 'hex');
      }
    case 'publicKey':
      return { label: 'the sender’s public key', pattern: '^\\S', local: { kind: 'keyPair' } };
    case 'standardWebhooks':
      return text('the signing secret (whsec_…)', '^(?:whsec_|whpk_)?[A-Za-z0-9+/]+={0,2}$', 'base64', 'whsec_');
    case 'basicAuth':
      return text('username:password', '^[^:\\s]+:\\S+$', 'hex', 'inbox:');
    case 'choose':
    case 'bySecret': {
      const [first] = verification.cases;
      return first ? secretShapeOf(first.scheme) : text('the secret', '^\\S+$', 'hex');
    }
    case 'slots': {
      const [first] = verification.schemes;
      return first ? secretShapeOf(first) : text('the secret', '^\\S+$', 'hex');
    }
    case 'eachItem':
      return secretShapeOf(verification.scheme);
    case 'jwt':
      return verification.key === 'spki'
        ? { label: 'the sender’s public key', pattern: '^\\S', local: { kind: 'keyPair' } }
        : text('the signing secret', '^\\S(?:.*\\S)?$', 'hex');
    case 'digest':
    case 'token':
    case 'unsigned':
      return text('the shared token', '^\\S+$', 'hex');
  }
}
