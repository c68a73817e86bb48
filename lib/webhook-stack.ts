import { join } from 'node:path';
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { BodyBucket } from './body-bucket.ts';
import { EndpointSecret } from './endpoint-secret.ts';
import { type EndpointProps, readEndpoints } from './endpoints.ts';
import { EventProcessor } from './event-processor.ts';
import { IdempotencyTable } from './idempotency-table.ts';
import { describeInbox } from './inbox-metadata.ts';
import { type CustomDomain, IngestApi, pascalCase, type Throttle } from './ingest-api.ts';
import { IngestFunction, type IngestFunctionProps } from './ingest-function.ts';

export interface WebhookStackProps extends StackProps {
  /** Name in the URL → what is received there. */
  readonly endpoints: Readonly<Record<string, EndpointProps>>;
  /** `prod` keeps data when the stack is deleted, `dev` deletes all of it. @default 'prod' */
  readonly stage?: 'dev' | 'prod';
  /** @default the API's own host name */
  readonly domain?: CustomDomain;
  /** What providers call when something else stands in front of the API. @default the domain, or the API's own host name */
  readonly publicUrl?: string;
  /** @default 500 requests a second, 1000 at once */
  readonly throttle?: Throttle;
  readonly ingest?: IngestFunctionProps;
  /** For queues, table, bucket and secrets. @default keys that AWS manages */
  readonly encryptionKey?: IKey;
  /** @default RetentionDays.THREE_MONTHS */
  readonly logRetention?: RetentionDays;
  /** Where the processors' files are. @default lambdas/processors */
  readonly processorsDirectory?: string;
}

/** The whole inbox. provider → api → ingest → queue → processor, with a table and secrets beside it. */
export class WebhookStack extends Stack {
  constructor(scope: Construct, id: string, props: WebhookStackProps) {
    super(scope, id, props);
    const { encryptionKey, logRetention, domain, publicUrl, throttle } = props;
    const processors = props.processorsDirectory ?? join(import.meta.dirname, '..', 'lambdas', 'processors');
    const shared = { retain: props.stage !== 'dev', encryptionKey, logRetention };

    const table = new IdempotencyTable(this, 'IdempotencyTable', shared);
    const bodies = new BodyBucket(this, 'BodyBucket', shared);
    const endpoints = readEndpoints(props.endpoints, processors).map((endpoint) => {
      const name = pascalCase(endpoint.name);
      const secret = new EndpointSecret(this, `${name}Secret`, { endpoint: endpoint.name, ...shared });
      const processor = new EventProcessor(this, name, { endpoint, table, bodies, ...shared });
      return { endpoint, secret, processor };
    });

    const api = new IngestApi(this, 'IngestApi', { domain, publicUrl, throttle, ...shared });
    const ingest = new IngestFunction(this, 'Ingest', {
      ...props.ingest,
      endpoints,
      table,
      bodies,
      publicUrl: api.publicUrl,
      ...shared,
    });
    for (const { endpoint } of endpoints) api.route(endpoint, ingest.function);

    describeInbox(this, { table, bodies, endpoints, api, ingest });
    acknowledgeFindings(this, { bodies, endpoints });
  }
}
