import type { Condition } from '../verification/condition.ts';
import type { HashName, Part } from '../verification/parts.ts';
import type { SecretFormat, VerificationScheme } from '../verification/scheme.ts';

/** Text of the delivery that is sent back, only when all of it matches the pattern. */
export interface Echo {
  readonly echo: Part;
  readonly pattern: string;
}

/** An HMAC with the endpoint's newest secret over text of the delivery; the pattern keeps it from being a delivery's signature. */
export interface SignedEcho {
  readonly hmac: {
    readonly hash: HashName;
    readonly encoding: 'hex' | 'base64';
    readonly of: Part;
    readonly pattern: string;
    /** How the key is read from the secret.  @default 'utf8' */
    readonly secretFormat?: SecretFormat;
  };
  readonly prefix?: string;
}

/** A plain hash over text of the delivery and what follows it, the secret or the URL; no delivery is ever verified with it. */
export interface HashedEcho extends Echo {
  readonly hash: HashName;
  readonly encoding: 'hex' | 'base64';
  readonly followedBy: readonly Part[];
}

/** What is sent back. `body` is constant text, an echo as text/plain, a JSON object of such values, or several in a row as text/plain. */
export interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, Echo>>;
  readonly body?:
    | string
    | Echo
    | { readonly json: Readonly<Record<string, string | Echo | SignedEcho | HashedEcho>> }
    | { readonly text: readonly (string | Echo | SignedEcho)[] };
}

/** A request that sets the endpoint up and is answered at ingest, never queued. */
export interface Handshake {
  readonly name: string;
  /** `false` only where the provider sends it unsigned; then it can neither queue nor store anything, but for `stores`. */
  readonly signed: boolean;
  readonly when: readonly Condition[];
  readonly answer: Answer;
  /** The secret that the provider hands over here: stored while an operator waits for it (`inbox secret expect`), refused at any other time. */
  readonly stores?: Echo;
  /** A URL that is fetched to confirm; only of signed handshakes, and of the hosts that the signature's own certificate may come from. */
  readonly confirms?: { readonly url: Part; readonly host: string };
}

/** A JSON path or a part of the item, which is read as if the item were the whole body. */
export type ItemSource = string | Part;

/** A delivery that carries many events; sources inside `eventId` and `eventType` are relative to one item. */
export interface Batch {
  /**
   * Dotted path of the array in the JSON body; '' is the body itself, `*` every element of an array on the way.
   * A list names several arrays, of which those that are there count.
   */
  readonly items: string | readonly string[];
  /** The array is that of the first top-level key that matches the regular expression, `items` being relative to it. */
  readonly under?: string;
  /** The JSON stands in this field of a form. */
  readonly formField?: string;
  /** Whether a delivery without such an array is one event of its own.  @default false */
  readonly single?: true;
  readonly eventId: readonly ItemSource[];
  /** Whether items that share an id may be different events: their type and bytes then count as well. */
  readonly bodyInKey?: true;
  /** An item without a type has its delivery's. */
  readonly eventType: readonly ItemSource[];
}

export type Method = 'GET' | 'HEAD' | 'PUT' | 'DELETE' | 'PATCH';

export interface Setting {
  readonly description: string;
  /** Regular expression of a right value. */
  readonly pattern: string;
  readonly required?: true;
  /** Whether a list of values may stand there. */
  readonly list?: true;
}

export interface SecretShape {
  /** What to ask the user for, in the provider's own words: "the endpoint's signing secret (whsec_…)". */
  readonly label: string;
  /** Regular expression that a right secret matches. */
  readonly pattern: string;
  /** What is usually pasted by mistake, with the sentence that says so. */
  readonly mistakes?: readonly { readonly pattern: string; readonly sentence: string }[];
  /** A made-up secret for the local stack: random text in the given shape, or a key pair of which the public half is configured. */
  readonly local:
    | {
        readonly kind: 'text';
        readonly prefix: string;
        readonly encoding: 'hex' | 'base64';
        readonly bytes: number;
        readonly suffix?: string;
        readonly upperCase?: true;
      }
    | { readonly kind: 'keyPair' };
}

/** A realistic delivery for `inbox send`. In body and headers, `{id}` is the event id, `{now}` seconds, `{nowMs}` milliseconds, `{nowIso}` an ISO date; `{signature}` is where a signature stands in the body, `{secret}` what the endpoint is configured with. */
export interface Sample {
  readonly eventType: string;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** How this provider's event ids look. @default 'evt_{random}' */
  readonly id?: string;
}

export interface Provider {
  readonly name: string;
  readonly displayName: string;
  /** The provider's own page on its webhooks; null when none could be read. */
  readonly docs: string | null;
  /** What the verification scheme was read from; a third party's code may be wrong, so such a provider wants one genuine delivery. */
  readonly evidence: 'vendor-code' | 'vendor-docs' | 'third-party';
  /** Where exactly: the page, or repository and path of the code. */
  readonly source: string;
  readonly verification: VerificationScheme;
  /** Tried in order; the first with exactly one non-empty value is the id. None: the hash of the raw body. */
  readonly eventId: readonly Part[];
  /** Whether an id may come from what is not signed, or not unique: type and body then count beside it. */
  readonly unsignedId?: true;
  readonly eventType: readonly Part[];
  readonly batch?: Batch;
  readonly handshakes?: readonly Handshake[];
  /** Methods beside POST that handshakes use.  @default none */
  readonly methods?: readonly ('GET' | 'HEAD')[];
  /** Methods beside POST that deliveries use.  @default none */
  readonly deliveryMethods?: readonly Method[];
  /** What an endpoint may say of itself in bin/webhooks.ts, beside its provider. */
  readonly settings?: Readonly<Record<string, Setting>>;
  /** What the inbox cannot know of this provider's deliveries, in a sentence for whoever writes the processor. */
  readonly caution?: string;
  /** The answer to an accepted delivery: the first whose conditions hold. @default 200 with an empty body */
  readonly answers?: readonly { readonly when: readonly Condition[]; readonly answer: Answer }[];
  /** Seconds the provider waits for an answer; null when it does not say. */
  readonly deadlineSeconds: number | null;
  /** How the provider redelivers, in its own words; null when it does not say. */
  readonly retries: string | null;
  readonly secret: SecretShape;
  /** Steps to register the endpoint with the provider. */
  readonly registration: readonly string[];
  readonly samples: readonly [Sample, ...Sample[]];
}

/** Checks that a definition is complete at compile time and keeps its literal types. */
export function defineProvider<const P extends Provider>(provider: P): P {
  return provider;
}
