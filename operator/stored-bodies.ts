import { S3Client } from '@aws-sdk/client-s3';
import { readObject } from '../lambdas/processing/read-object.ts';
import { clientSettings } from './connect.ts';
import { explain } from './explain.ts';
import type { AwsAccess } from './inbox.ts';
import type { OperatorPorts } from './ports.ts';

/** Bodies that did not fit a message, in S3. Throws OperatorError when they cannot be read. */
export function createStoredBodies(aws: AwsAccess): OperatorPorts['bodies'] {
  // A stand-in on one machine has no host name per bucket.
  const forcePathStyle = aws.serviceUrls !== undefined || process.env.AWS_ENDPOINT_URL_S3 !== undefined;
  const s3 = new S3Client({ ...clientSettings(aws, 's3'), forcePathStyle });
  return { read: (pointer) => explain('S3', () => readObject(s3, pointer)) };
}
