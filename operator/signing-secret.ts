import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseSecretText } from '../lambdas/runtime/secret-text.ts';
import { type Published, publishedKey } from '../lambdas/verification/key-source.ts';
import { readPublicKey } from '../lambdas/verification/public-key.ts';
import type { VerificationScheme } from '../lambdas/verification/scheme.ts';
import { ownChainFile } from '../lambdas/verification/sign-jwt.ts';
import { publicKeyPrefix } from '../lambdas/verification/standard-webhooks.ts';
import type { Inbox, InboxEndpoint } from './inbox.ts';
import { OperatorError } from './operator-error.ts';
import type { OperatorPorts } from './ports.ts';

/**
 * What `inbox send` signs with: the newest secret, or the private half of the configured public key.
 * Throws OperatorError when there is none, ConfigurationError when the stored secret is malformed.
 */
export async function signingSecret(
  inbox: Inbox,
  { name, provider, secretArn }: InboxEndpoint,
  { secrets }: Pick<OperatorPorts, 'secrets'>,
): Promise<string> {
  if (provider.verification.kind === 'unsigned' || secretArn === null) return '';
  const versions = await secrets.read(secretArn);
  if (versions === null) {
    throw new OperatorError(`endpoint "${name}" has no secret yet: set it with \`inbox secret set ${name}\``);
  }
  const [secret = ''] = parseSecretText(versions.current);
  const published = publishedKey(provider.verification);
  if (published) return publishedSigner(inbox, provider.displayName, published);
  const publicKey = publicKeyOf(provider.verification, secret);
  if (publicKey === null) return secret;
  const pem = await localKey(inbox, name);
  if (pem !== null && isPair(pem, publicKey)) return pem;
  throw new OperatorError(
    `only ${provider.displayName} has the private key that goes with the public key of endpoint "${name}": give the private key of a pair of your own with --secret @FILE`,
  );
}

/**
 * What the endpoint is configured with where the provider publishes its keys: a name that deliveries repeat, not what signs.
 * Null for every other provider.
 */
export async function configuredName(
  { provider, secretArn }: InboxEndpoint,
  { secrets }: Pick<OperatorPorts, 'secrets'>,
): Promise<string | null> {
  if (secretArn === null || !publishedKey(provider.verification)) return null;
  const versions = await secrets.read(secretArn);
  return versions === null ? null : (parseSecretText(versions.current)[0] ?? null);
}

async function publishedSigner(inbox: Inbox, displayName: string, { kind, source }: Published): Promise<string> {
  const pem = await localKey(inbox, `published ${kind}`);
  if (pem !== null && inbox.signingKeysPath !== null) {
    return source.kind === 'certificateChain' ? pem + (await localChain(inbox.signingKeysPath)) : pem;
  }
  throw new OperatorError(
    `only ${displayName} has the private key that its published key goes with: a deployed inbox takes its own deliveries alone`,
  );
}

/** The certificates that the local stack made for its key; without them a token verifies nowhere. */
const localChain = (signingKeysPath: string): Promise<string> =>
  readFile(join(dirname(signingKeysPath), ownChainFile), 'utf8').catch(() => '');

/** Null when the secret itself signs. */
function publicKeyOf(scheme: VerificationScheme, secret: string): KeyObject | null {
  if (scheme.kind === 'publicKey' && typeof scheme.keyFormat === 'string') {
    return readPublicKey(secret, scheme.keyFormat);
  }
  if (scheme.kind === 'jwt' && scheme.key === 'spki') return readPublicKey(secret, 'spki');
  if (scheme.kind !== 'standardWebhooks' || !secret.startsWith(publicKeyPrefix)) return null;
  return readPublicKey(secret.slice(publicKeyPrefix.length), 'raw-base64');
}

function isPair(pem: string, publicKey: KeyObject): boolean {
  try {
    return createPublicKey(pem).equals(publicKey);
  } catch {
    return false;
  }
}

async function localKey({ signingKeysPath }: Inbox, endpoint: string): Promise<string | null> {
  if (signingKeysPath === null) return null;
  try {
    const keys: unknown = JSON.parse(await readFile(signingKeysPath, 'utf8'));
    const key = typeof keys === 'object' && keys !== null ? (keys as Record<string, unknown>)[endpoint] : undefined;
    return typeof key === 'string' ? key : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new OperatorError(`${signingKeysPath} cannot be read: start the inbox again with \`npm start\``);
  }
}
