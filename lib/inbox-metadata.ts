import type { CfnElement, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { canaryType } from '../lambdas/runtime/environment.ts';
import type { BodyBucket } from './body-bucket.ts';
import type { IdempotencyTable } from './idempotency-table.ts';
import type { IngestApi } from './ingest-api.ts';
import type { IngestFunction, WiredEndpoint } from './ingest-function.ts';

interface Inbox {
  readonly table: IdempotencyTable;
  readonly bodies: BodyBucket;
  readonly endpoints: readonly WiredEndpoint[];
  readonly api: IngestApi;
  readonly ingest: IngestFunction;
}

/** Writes into the template which logical id plays which part, for the command line and the local stack. */
export function describeInbox(stack: Stack, { table, bodies, endpoints, api, ingest }: Inbox): void {
  const idOf = (construct: IConstruct) => stack.getLogicalId(construct.node.defaultChild as CfnElement);
  stack.addMetadata('WebhookInbox', {
    version: 1,
    table: idOf(table.table),
    bodyBucket: idOf(bodies.bucket),
    api: idOf(api.api),
    ingestFunction: idOf(ingest.function),
    // Processors of this version complete such an event without a handler.
    canary: canaryType,
    endpoints: Object.fromEntries(
      endpoints.map(({ endpoint, secret, processor }) => [
        endpoint.name,
        {
          provider: endpoint.definition.name,
          processor: endpoint.processor,
          path: `/hooks/${endpoint.name}`,
          queue: idOf(processor.queue),
          deadLetterQueue: idOf(processor.deadLetterQueue),
          secret: idOf(secret.secret),
          processorFunction: idOf(processor.processor),
          ...(endpoint.publicUrl ? { publicUrl: endpoint.publicUrl } : {}),
          ...(endpoint.settings ? { settings: endpoint.settings } : {}),
          ...(endpoint.custom ? { definition: endpoint.definition } : {}),
        },
      ]),
    ),
  });
}
