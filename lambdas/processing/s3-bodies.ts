import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { BodyPointer } from './event-message.ts';

const s3 = new S3Client({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  // A stand-in on one machine has no host name per bucket.
  forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
});

/** The object's bytes; null when it is not there. */
export async function getObject({ bucket, key }: BodyPointer): Promise<Buffer | null> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Body ? Buffer.from(await Body.transformToByteArray()) : null;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return null;
    throw error;
  }
}

export async function putObject(bucket: string, key: string, body: Buffer, abortSignal?: AbortSignal): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }), abortSignal ? { abortSignal } : {});
}
