import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { BodyPointer } from './event-message.ts';
import { readObject } from './read-object.ts';

const s3 = new S3Client({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  // A stand-in on one machine has no host name per bucket.
  forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
});

/** The object's bytes; null when it is not there. */
export const getObject = (pointer: BodyPointer): Promise<Buffer | null> => readObject(s3, pointer);

export async function putObject(bucket: string, key: string, body: Buffer, abortSignal?: AbortSignal): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }), abortSignal ? { abortSignal } : {});
}
