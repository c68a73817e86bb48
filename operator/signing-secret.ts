import { readFile } from 'node:fs/promises';
import { parseSecretText } from '../lambdas/runtime/secret-cache.ts';
import type { Inbox, InboxEndpoint } from './inbox.ts';
import { OperatorError } from './operator-error.ts';
import type { OperatorPorts } from './ports.ts';

/** What `inbox send` signs with: the newest secret, or the private half of the configured public key. Throws OperatorError when there is none. */
export async function signingSecret(
  inbox: Inbox,
  endpoint: InboxEndpoint,
  { secrets }: Pick<OperatorPorts, 'secrets'>,
): Promise<string> {
  const { name, provider, secretArn } = endpoint;
  if (provider.verification.kind === 'unsigned' || secretArn === null) return '';
  const key = await localKey(inbox, name);
  if (key !== null && provider.secret.local.kind === 'keyPair') return key;

  const versions = await secrets.read(secretArn);
  if (versions === null) {
    throw new OperatorError(`endpoint "${name}" has no secret yet: set it with \`inbox secret set ${name}\``);
  }
  const [secret = ''] = parseSecretText(versions.current);
  if (provider.verification.kind === 'publicKey' || secret.startsWith('whpk_')) {
    throw new OperatorError(
      `only ${provider.displayName} has the private key that goes with the public key of endpoint "${name}": give the private key of a pair of your own with --secret @FILE`,
    );
  }
  return secret;
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
