import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { BodyPointer } from './event-message.ts';

/** The object's bytes; null when it is not there. */
export async function readObject(
  s3: S3Client,
  { bucket, key }: Pick<BodyPointer, 'bucket' | 'key'>,
): Promise<Buffer | null> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Body ? Buffer.from(await Body.transformToByteArray()) : null;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return null;
    throw error;
  }
}
