import type { IngestVariables } from '../../lambdas/runtime/environment.ts';

/** What lib/ would set on an ingest function with one endpoint, stripe. */
export const ingestVariables = {
  TABLE_NAME: 'table',
  BODY_BUCKET: 'bucket',
  PUBLIC_URL_BASE: 'https://hooks.example.com',
  QUEUE_URL_BASE: 'https://sqs.local.amazonaws.com/000000000000/',
  SECRET_ARN_BASE: 'arn:aws:secretsmanager:local:000000000000:secret:',
  ENDPOINTS: '{"stripe":["queue","name-123456"]}',
} satisfies IngestVariables;
