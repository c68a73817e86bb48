import { join } from 'node:path';
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { type AlarmThresholds, readThresholds } from './alarm-thresholds.ts';
import { Alarms } from './alarms.ts';
import { BodyBucket } from './body-bucket.ts';
import { Dashboard } from './dashboard.ts';
import { readKey } from './encryption-key.ts';
import { EndpointSecret } from './endpoint-secret.ts';
import { type EndpointProps, readEndpoints } from './endpoints.ts';
import { EventProcessor } from './event-processor.ts';
import { noticeEvidence } from './evidence-notice.ts';
import { IdempotencyTable } from './idempotency-table.ts';
import { describeInbox } from './inbox-metadata.ts';
import { type CustomDomain, IngestApi, type Throttle } from './ingest-api.ts';
import { IngestFunction, type IngestFunctionProps } from './ingest-function.ts';
import { readRunbook } from './runbook.ts';
import { readStage, removalPolicyOf, type Stage } from './stage.ts';

/** `permissionsBoundary`, `env`, `tags` and the like are the props of every CDK stack. */
export interface WebhookStackProps extends StackProps {
  /** Name in the URL → what is received there. */
  readonly endpoints: Readonly<Record<string, EndpointProps>>;
  /** `prod` keeps data when the stack, or an endpoint of it, is deleted; `dev` deletes all of it. @default 'prod' */
  readonly stage?: Stage;
  /** A host name of yours; the API's own is closed then. @default the API's own host name */
  readonly domain?: CustomDomain;
  /** What providers call when something else stands in front of the API. @default the domain, or the API's own host name */
  readonly publicUrl?: string;
  /** Bounds on what a flood can cost. @default 500 requests a second, 1000 at once */
  readonly throttle?: Throttle;
  /** Size of the function that receives deliveries. @default 256 MB, 10 s, no reserved concurrency */
  readonly ingest?: IngestFunctionProps;
  /** From where on an alarm is raised. @default see AlarmThresholds */
  readonly alarms?: AlarmThresholds;
  /** One CloudWatch dashboard; CloudWatch charges for it. @default true */
  readonly dashboard?: boolean;
  /** Where your people read docs/runbook.md, so that alarms and the dashboard link it. @default its path in this repository */
  readonly runbookUrl?: string;
  /** Encrypts queues, table, bucket and secrets: a key of the app, or the ARN of one that exists. @default keys that AWS manages */
  readonly encryptionKey?: IKey | string;
  /** How long the journal and the access logs are kept. @default RetentionDays.THREE_MONTHS */
  readonly logRetention?: RetentionDays;
  /** Where the processors' files are. @default lambdas/processors */
  readonly processorsDirectory?: string;
}

const ownProcessors = join(import.meta.dirname, '..', 'lambdas', 'processors');

/** The whole inbox. provider → api → ingest → queue → processor, with a table, a bucket and secrets beside it. */
export class WebhookStack extends Stack {
  constructor(scope: Construct, id: string, props: WebhookStackProps) {
    super(scope, id, props);
    const { logRetention, domain, publicUrl, throttle, processorsDirectory = ownProcessors } = props;
    const encryptionKey = readKey(this, props.encryptionKey);
    const shared = { removalPolicy: removalPolicyOf(readStage(props.stage)), encryptionKey, logRetention };

    const table = new IdempotencyTable(this, 'IdempotencyTable', shared);
    const bodies = new BodyBucket(this, 'BodyBucket', shared);
    const endpoints = readEndpoints(props.endpoints, processorsDirectory).map((endpoint) => {
      // Endpoints keep their lower-case spelling as ids, so that none meets an id of ours.
      const parts = new Construct(this, endpoint.name);
      const secret = new EndpointSecret(parts, 'Secret', { endpoint, ...shared });
      const processor = new EventProcessor(parts, 'Events', { endpoint, table, bodies, ...shared });
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
    const limits = readThresholds(props.alarms);
    const watched = { endpoints, api, ingest, limits, runbook: readRunbook(props.runbookUrl) };
    const alarms = new Alarms(this, 'Alarms', watched);
    if (props.dashboard !== false) new Dashboard(this, 'Dashboard', { ...watched, table, alarms: alarms.all });

    describeInbox(this, { table, bodies, endpoints, api, ingest });
    acknowledgeFindings(this, { bodies, endpoints });
    noticeEvidence(
      this,
      endpoints.map(({ endpoint }) => endpoint),
    );
  }
}
