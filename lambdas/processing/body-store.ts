import { createHash, randomUUID } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ProcessorPorts } from './processor-ports.ts';

/** Bodies too large for a message, in S3. The S3 client is loaded only when the first one is met. */
export function createBodyStore({
  endpoint,
  bucket,
}: {
  readonly endpoint: string;
  readonly bucket: string;
}): Pick<ProcessorPorts, 'getBody' | 'putBody'> {
  let s3: S3Client | null = null;
  const load = async () => {
    const { GetObjectCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    s3 ??= new S3Client({
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000 },
      forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
    });
    return { s3, GetObjectCommand, PutObjectCommand };
  };
  return {
    async getBody({ bucket: Bucket, key: Key }) {
      const { s3: client, GetObjectCommand } = await load();
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return Body ? Buffer.from(await Body.transformToByteArray()) : null;
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return null;
        throw error;
      }
    },
    async putBody(rawBody) {
      const { s3: client, PutObjectCommand } = await load();
      const sha256 = createHash('sha256').update(rawBody).digest('hex');
      const key = `${endpoint}/${sha256}-${randomUUID()}`;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: rawBody }));
      return { bucket, key, size: rawBody.length, sha256 };
    },
  };
}
