import type { IdempotencyRecord } from '../../lambdas/idempotency/store.ts';
import type { SecretVersions } from '../../lambdas/runtime/secret-text.ts';
import type { Sender } from '../deliver.ts';

/** `dateMs` is the Date header, in whole seconds; the request was under way from `sentMs` to `answeredMs` of this machine's clock. */
export type ProbeAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly dateMs: number | null;
      readonly sentMs: number;
      readonly answeredMs: number;
    }
  | { readonly kind: 'failed'; readonly code: string };

export interface TableState {
  /** ACTIVE, CREATING, … */
  readonly status: string;
  /** Null when nothing expires. */
  readonly expiryAttribute: string | null;
}

export interface MappingState {
  /** Enabled, Disabled, … */
  readonly state: string;
  /** What Lambda says of its last poll. */
  readonly lastResult: string | null;
}

/** What only AWS has, and nothing on this machine stands in for. */
export interface DeployedPorts {
  /** Null when it does not exist. */
  readonly mapping: (id: string) => Promise<MappingState | null>;
  /** Null when the function does not exist. */
  readonly functionVariables: (name: string) => Promise<Readonly<Record<string, string>> | null>;
  /** How many subscriptions are confirmed, and how many wait for it. */
  readonly subscriptions: (topicArn: string) => Promise<{ readonly confirmed: number; readonly pending: number }>;
}

/** What the doctor looks at, as plain functions. Those that ask a service may throw OperatorError. */
export interface DoctorPorts {
  readonly secret: (arn: string) => Promise<SecretVersions | null>;
  /** Null when the queue does not exist. */
  readonly queueAttributes: (queueUrl: string) => Promise<Readonly<Record<string, string>> | null>;
  /** Null when the table does not exist. */
  readonly table: (name: string) => Promise<TableState | null>;
  readonly record: (pk: string) => Promise<IdempotencyRecord | null>;
  readonly deployed: DeployedPorts | null;
  /** One request without a body and without a signature; never rejects. */
  readonly probe: (url: string, method: 'POST' | 'OPTIONS') => Promise<ProbeAnswer>;
  readonly deliver: Sender['deliver'];
  /** The templates that the app gives now, by file name. Throws SynthFailure. */
  readonly synthesize: (app: AppOptions) => Promise<ReadonlyMap<string, unknown>>;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface AppOptions {
  /** Null: the app of cdk.json. */
  readonly appFile: string | null;
  /** As for `cdk deploy -c`: `stage=dev`. */
  readonly context: string | null;
}
