import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One file of vectors, the format of which is described in test/vectors/README.md. */
export interface VectorFile {
  readonly provider: string;
  readonly vectors: readonly Vector[];
  /** Accepted by vendor code, refused by a careful receiver. */
  readonly hardening?: readonly Vector[];
  /** Forged content that verifies: what the scheme cannot promise. */
  readonly limits?: readonly Vector[];
}

export interface Vector {
  readonly name: string;
  readonly oracle?: 'published' | 'vendor-sdk' | 'doc-only';
  readonly secrets: readonly string[];
  readonly extraConfig?: ExtraConfig;
  /** The receiver's clock, seconds since the epoch. */
  readonly now: string | number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly bodyBase64?: string;
  };
  readonly expect: Expectation;
}

/** What the receiver is configured with beside its secrets, and what the provider's servers would answer. */
export interface ExtraConfig {
  readonly publicUrl?: string;
  readonly publicKey?: string;
  readonly publicKeys?: readonly string[];
  /** A handshake is awaited that hands over the secret. */
  readonly pendingHandshake?: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly credentials?: readonly string[];
  readonly primaryKey?: string;
  readonly secondaryKey?: string;
  readonly clientState?: string;
  readonly clientStates?: readonly string[];
  readonly topicArns?: readonly string[];
  readonly serviceAccountEmail?: string;
  readonly audience?: string;
  readonly webhookId?: string;
  readonly verifyToken?: string;
  readonly headerName?: string;
  /** URL → PEM. */
  readonly certificates?: Readonly<Record<string, string>>;
  readonly roots?: readonly string[] | string;
  readonly intermediates?: readonly string[] | string;
  /** Key id → PEM. */
  readonly certs?: Readonly<Record<string, string>>;
  /** Key id → JWK. */
  readonly jwks?: Readonly<Record<string, object>>;
}

export interface Expectation {
  readonly verdict: 'accept' | 'reject' | 'challenge';
  readonly why?: string;
  /** Null: the provider has no usable id. */
  readonly id?: string | number | null;
  readonly type?: string | number | null;
  readonly items?: readonly { readonly id: string | number | null; readonly type?: string | number | null }[];
  /** A receiver may refuse it. */
  readonly optional?: boolean;
  readonly challengeResponse?: ChallengeResponse;
}

export interface ChallengeResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly jsonEqual?: unknown;
  readonly alternatives?: readonly ChallengeResponse[];
  readonly storeSecret?: string;
  readonly action?: { readonly method: string; readonly url: string };
}

/** What the person who runs the vectors did wrong, in one sentence. */
export class VectorFilesError extends Error {
  override readonly name = 'VectorFilesError';
}

/** Every vector file of a folder, or the one file named. Throws VectorFilesError when there is none or one is damaged. */
export function readVectorFiles(path: string): readonly VectorFile[] {
  if (!existsSync(path)) throw new VectorFilesError(`${path} is not there: name a folder or a file of vectors.`);
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  if (files.length === 0) throw new VectorFilesError(`${path} holds no .json file of vectors.`);
  return files.map(readVectorFile);
}

function readVectorFile(path: string): VectorFile {
  let file: Partial<VectorFile> | null = null;
  try {
    file = JSON.parse(readFileSync(path, 'utf8')) as Partial<VectorFile> | null;
  } catch {
    // Not JSON: the sentence below says so.
  }
  const { provider, vectors } = file ?? {};
  if (typeof provider !== 'string' || !Array.isArray(vectors)) {
    throw new VectorFilesError(`${path} is not a vector file: a JSON object with provider and vectors.`);
  }
  return { ...file, provider, vectors };
}
