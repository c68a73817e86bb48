import * as z from 'zod/mini';
import { ConfigurationError } from './errors.ts';

/**
 * The environment variables of both kinds of function, in one place: lib/ writes them (`satisfies`), lambdas/ read them.
 * Lambda allows 4 KB for all of them, so an endpoint's secret is the last segment of its ARN and its queue is the queue's name.
 */
const IngestVariables = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  /** Bucket for bodies that do not fit a queue message. */
  BODY_BUCKET: z.string().check(z.minLength(1)),
  /** Queue URLs without the queue's name: `https://sqs.<region>.amazonaws.com/<account>/`. */
  QUEUE_URL_BASE: z.url(),
  /** Secret ARNs without their last segment: `arn:aws:secretsmanager:<region>:<account>:secret:`. */
  SECRET_ARN_BASE: z.string().check(z.minLength(1)),
  /** Scheme and host (and base path) that providers call, without a trailing slash. */
  PUBLIC_URL_BASE: z.url(),
  /** JSON: endpoint → [queue name, last segment of the secret's ARN]. */
  ENDPOINTS: z.string().check(z.minLength(1)),
});

const ProcessorVariables = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  BODY_BUCKET: z.string().check(z.minLength(1)),
  ENDPOINT: z.string().check(z.minLength(1)),
  QUEUE_URL: z.url(),
  DEAD_LETTER_QUEUE_URL: z.url(),
  MAX_RECEIVE_COUNT: z.string().check(z.regex(/^[1-9][0-9]{0,3}$/)),
  /** JSON of the provider's batch path (providers/define-provider.ts, Batch); empty when deliveries carry one event. */
  BATCH: z.string(),
  /** `id`, or `id+body` where ids are not signed or not unique. */
  RECORD_KEY: z.optional(z.enum(['id', 'id+body'])),
});

const Endpoints = z.record(z.string(), z.tuple([z.string(), z.string()]));

/** What lib/ sets on the ingest function. */
export type IngestVariables = z.infer<typeof IngestVariables>;
/** What lib/ sets on each processor function. */
export type ProcessorVariables = z.infer<typeof ProcessorVariables>;

export interface IngestEnvironment {
  readonly tableName: string;
  readonly bodyBucket: string;
  readonly publicUrlBase: string;
  readonly endpoints: ReadonlyMap<string, { readonly queueUrl: string; readonly secretArn: string }>;
}

export interface ProcessorEnvironment {
  readonly tableName: string;
  readonly bodyBucket: string;
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly maxReceiveCount: number;
  readonly batchJson: string;
  readonly bodyInKey: boolean;
}

function parse<T>(schema: z.ZodMiniType<T>, variables: unknown): T {
  const result = z.safeParse(schema, variables);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))].join(', ');
  throw new ConfigurationError(`environment variables missing or malformed: ${names}`);
}

/** Throws ConfigurationError naming the variables that are missing or malformed. */
export function readIngestEnvironment(variables: NodeJS.ProcessEnv): IngestEnvironment {
  const env = parse(IngestVariables, variables);
  let endpoints: unknown;
  try {
    endpoints = JSON.parse(env.ENDPOINTS);
  } catch {
    throw new ConfigurationError('environment variable ENDPOINTS is not JSON');
  }
  return {
    tableName: env.TABLE_NAME,
    bodyBucket: env.BODY_BUCKET,
    publicUrlBase: env.PUBLIC_URL_BASE,
    endpoints: new Map(
      Object.entries(parse(Endpoints, endpoints)).map(([endpoint, [queueName, secretName]]) => [
        endpoint,
        { queueUrl: env.QUEUE_URL_BASE + queueName, secretArn: env.SECRET_ARN_BASE + secretName },
      ]),
    ),
  };
}

/** Throws ConfigurationError naming the variables that are missing or malformed. */
export function readProcessorEnvironment(variables: NodeJS.ProcessEnv): ProcessorEnvironment {
  const env = parse(ProcessorVariables, variables);
  return {
    tableName: env.TABLE_NAME,
    bodyBucket: env.BODY_BUCKET,
    endpoint: env.ENDPOINT,
    queueUrl: env.QUEUE_URL,
    deadLetterQueueUrl: env.DEAD_LETTER_QUEUE_URL,
    maxReceiveCount: Number(env.MAX_RECEIVE_COUNT),
    batchJson: env.BATCH,
    bodyInKey: env.RECORD_KEY === 'id+body',
  };
}

/** Event type of the doctor's canary, which no handler ever sees: see docs/decisions/0009-the-canary.md. */
export const canaryType = 'webhook_inbox.canary';

/** Namespace of the metrics that ride on the journal's lines. */
export const metricNamespace = 'WebhookInbox';
