import type { Part } from '../verification/parts.ts';
import type { VerificationScheme } from '../verification/scheme.ts';

/** Holds when every test holds. `equals` compares the only value of the part as text; `onlyFields` lists all the form fields there may be. */
export type Condition =
  | { readonly part: Part; readonly equals: string }
  | { readonly part: Part; readonly absent: true }
  | { readonly part: Part; readonly present: true }
  | { readonly method: string }
  | { readonly onlyFormFields: readonly string[] }
  /** Whether the body is form-encoded. */
  | { readonly form: boolean };

/** What is sent back. `body` is constant text, or a value of the delivery that must match `pattern` and is sent as text/plain. */
export interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string | { readonly echo: Part; readonly pattern: string };
}

/** A request that sets the endpoint up and is answered at ingest, never queued. */
export interface Handshake {
  readonly name: string;
  /** `false` only where the provider sends it unsigned; then it can neither queue nor store anything. */
  readonly signed: boolean;
  readonly when: readonly Condition[];
  readonly answer: Answer;
}

/** A delivery that carries many events; paths inside `eventId` and `eventType` are relative to one item. */
export interface Batch {
  /** Dotted path of the array in the JSON body; '' is the body itself. */
  readonly items: string;
  readonly eventId: readonly string[];
  readonly eventType: readonly string[];
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
    | { readonly kind: 'text'; readonly prefix: string; readonly encoding: 'hex' | 'base64'; readonly bytes: number }
    | { readonly kind: 'keyPair' };
}

/** A realistic delivery for `inbox send`. In body and headers, `{id}` is the event id, `{now}` seconds, `{nowMs}` milliseconds, `{nowIso}` an ISO date. */
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
  readonly eventType: readonly Part[];
  readonly batch?: Batch;
  readonly handshakes?: readonly Handshake[];
  /** Methods beside POST that deliveries or handshakes use. @default none */
  readonly methods?: readonly ('GET' | 'HEAD' | 'PUT')[];
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
