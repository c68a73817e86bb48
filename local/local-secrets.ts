import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { Provider } from '../lambdas/providers/define-provider.ts';
import { madeSecret } from '../lambdas/providers/made-secret.ts';
import { parseSecretText } from '../lambdas/runtime/secret-text.ts';
import { type KeyKind, keyKind, kindOfKey } from '../lambdas/verification/key-source.ts';
import type { KeyFormat } from '../lambdas/verification/public-key.ts';
import type { VerificationScheme } from '../lambdas/verification/scheme.ts';
import { StateFolderError } from './state-folder.ts';
import { writeFileDurably } from './write-file-durably.ts';

export interface SecretEndpoint {
  readonly name: string;
  readonly provider: Pick<Provider, 'verification' | 'secret'>;
  readonly secretArn: string;
}

interface PublicHalf {
  readonly kind: KeyKind;
  readonly keyFormat: KeyFormat;
  readonly prefix: string;
}

/**
 * Gives every endpoint without a secret one made for this machine, and tells what is configured for each: the newest secret, or
 * the public key. The private halves stay in `signing-keys.json` (0600), which `inbox send` signs with.
 * Endpoints whose secret is malformed are left out.
 */
export async function ensureLocalSecrets(
  { secretsClient }: { readonly secretsClient: SecretsManagerClient },
  endpoints: readonly SecretEndpoint[],
  stateDirectory: string,
): Promise<Map<string, string>> {
  const signingKeys = openSigningKeys(join(stateDirectory, 'signing-keys.json'));
  const configured = new Map<string, string>();
  for (const endpoint of endpoints) {
    if (endpoint.provider.verification.kind === 'unsigned') continue;
    const stored = await readSecret(secretsClient, endpoint.secretArn);
    const secret = stored === undefined ? makeSecret(endpoint, signingKeys) : newest(stored);
    if (stored === undefined) {
      await secretsClient.send(new PutSecretValueCommand({ SecretId: endpoint.secretArn, SecretString: secret }));
    }
    if (secret !== undefined) configured.set(endpoint.name, secret);
  }
  return configured;
}

async function readSecret(client: SecretsManagerClient, SecretId: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function newest(text: string): string | undefined {
  try {
    return parseSecretText(text)[0];
  } catch {
    return undefined;
  }
}

function makeSecret({ name, provider }: SecretEndpoint, signingKeys: SigningKeys): string {
  const { local } = provider.secret;
  if (local.kind === 'text') return madeSecret(local, randomBytes(local.bytes));
  const half = publicHalfOf(provider.verification);
  // Kept from before, so that a stack that was killed between the two writes, or keeps nothing, goes on with the same pair.
  const kept = signingKeys.get(name);
  if (kept && kindOfKey(kept) === half.kind) return publicText(kept, half);
  const made = generateKey(half.kind);
  signingKeys.set(name, made);
  return publicText(made, half);
}

/** Which key pair a scheme verifies with, and how its public half is configured. */
function publicHalfOf(scheme: VerificationScheme): PublicHalf {
  if (scheme.kind === 'publicKey' && typeof scheme.keyFormat === 'string') {
    return { kind: keyKind(scheme.algorithm), keyFormat: scheme.keyFormat, prefix: '' };
  }
  if (scheme.kind === 'jwt' && scheme.key === 'spki') {
    return { kind: keyKind(scheme.algorithms[0] ?? 'RS256'), keyFormat: 'spki', prefix: '' };
  }
  // Standard Webhooks v1a; no other scheme verifies with a key pair.
  return { kind: 'ed25519', keyFormat: 'raw-base64', prefix: 'whpk_' };
}

function generateKey(kind: KeyKind): KeyObject {
  switch (kind) {
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey;
    case 'ec':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    case 'ec-p521':
      return generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey;
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  }
}

function publicText(privateKey: KeyObject, { keyFormat, prefix }: PublicHalf): string {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  if (keyFormat === 'spki') return prefix + spki.toString('base64');
  // The last 32 bytes of an ed25519 key's SubjectPublicKeyInfo are the key (RFC 8410).
  return prefix + spki.subarray(-32).toString(keyFormat === 'raw-hex' ? 'hex' : 'base64');
}

/** Signs for every provider that publishes its keys, one for each kind; made when first needed. */
export function publishedKeyOf(kind: KeyKind, stateDirectory: string): KeyObject {
  const signingKeys = openSigningKeys(join(stateDirectory, 'signing-keys.json'));
  const known = signingKeys.get(publishedName(kind));
  if (known) return known;
  const made = generateKey(kind);
  signingKeys.set(publishedName(kind), made);
  return made;
}

/** No endpoint has such a name. */
const publishedName = (kind: KeyKind) => `published ${kind}`;

interface SigningKeys {
  get(endpoint: string): KeyObject | undefined;
  set(endpoint: string, privateKey: KeyObject): void;
}

function openSigningKeys(path: string): SigningKeys {
  const keys = new Map(Object.entries(readKeys(path)));
  return {
    get: (endpoint) => {
      const pem = keys.get(endpoint);
      return pem === undefined ? undefined : createPrivateKey(pem);
    },
    set: (endpoint, privateKey) => {
      keys.set(endpoint, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
      writeFileDurably(path, `${JSON.stringify(Object.fromEntries(keys), undefined, 1)}\n`);
    },
  };
}

function readKeys(path: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new StateFolderError(`${path} is damaged: start with --reset to begin with an empty state folder.`);
  }
}
