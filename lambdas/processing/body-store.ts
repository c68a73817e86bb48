import { createHash, randomUUID } from 'node:crypto';
import type { BodyPointer } from './event-message.ts';

export interface BodyStore {
  /** Null when the object is not there. */
  readonly getBody: (pointer: BodyPointer) => Promise<Buffer | null>;
  readonly putBody: (endpoint: string, rawBody: Buffer, signal?: AbortSignal) => Promise<BodyPointer>;
}

/** Bodies too large for a message, in S3. The S3 client is loaded only when the first one is met. */
export function createBodyStore({ bucket }: { readonly bucket: string }): BodyStore {
  return {
    async getBody(pointer) {
      const { getObject } = await import('./s3-bodies.ts');
      return getObject(pointer);
    },
    async putBody(endpoint, rawBody, signal) {
      const { putObject } = await import('./s3-bodies.ts');
      const key = `${endpoint}/${randomUUID()}`;
      await putObject(bucket, key, rawBody, signal);
      return { bucket, key, size: rawBody.length, sha256: createHash('sha256').update(rawBody).digest('hex') };
    },
  };
}
