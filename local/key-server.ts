import { createPublicKey, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { KeyKind, Published } from '../lambdas/verification/key-source.ts';
import { ownChainFile, ownKeyId } from '../lambdas/verification/sign-jwt.ts';
import { createAuthority } from './certificates.ts';
import { writeFileDurably } from './write-file-durably.ts';

export interface KeyServer {
  /** Environment variables that make a function ask here. */
  readonly variables: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/**
 * Stands in for the servers on which providers publish their keys: whatever URL is asked for, it answers with this
 * machine's own keys, which `inbox send` signs with. A subscription is confirmed by any answer.
 */
export async function startKeyServer(
  published: () => readonly Published[],
  keyOf: (kind: KeyKind) => KeyObject,
  directory: string,
): Promise<KeyServer> {
  const authority = await createAuthority(new Date());
  const rootPath = join(directory, 'local-root.pem');
  writeFileDurably(rootPath, authority.root);
  for (const { source, kind } of published()) {
    if (source.kind !== 'certificateChain') continue;
    writeFileDurably(join(directory, ownChainFile), await authority.issueChain(keyOf(kind), source));
  }
  const answer = async (url: string): Promise<string> => {
    const rsa = await authority.issue(new URL(url).host, keyOf('rsa'));
    const asked = published().find(({ source }) => urlsOf(source).some((one) => isOf(url, one)));
    if (!asked) return rsa;
    const jwk = { ...createPublicKey(keyOf(asked.kind)).export({ format: 'jwk' }), kid: ownKeyId };
    const { source } = asked;
    if (source.kind === 'grantedKeyApi') return grantedAnswer(source, createPublicKey(keyOf(asked.kind)));
    if (source.kind === 'keyApi')
      return JSON.stringify(source.jwk.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), jwk));
    return JSON.stringify(
      source.kind === 'keySet' && source.format === 'pemByKeyId' ? { [ownKeyId]: rsa } : { keys: [jwk] },
    );
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost').searchParams.get('url') ?? '';
    request.resume();
    answer(url).then(
      (text) => response.end(text),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    variables: {
      INBOX_KEY_SERVER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      NODE_EXTRA_CA_CERTS: rootPath,
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Token and key in one, whichever is asked for. */
export function grantedAnswer(
  { pem }: Extract<Published['source'], { kind: 'grantedKeyApi' }>,
  key: KeyObject,
): string {
  const text = key.export({ format: 'pem', type: 'spki' }).toString().replaceAll('\n', '');
  return JSON.stringify({ access_token: 'local', expires_in: 7200, [pem]: text });
}

/** None where the delivery names the URL, or nobody is asked. */
function urlsOf(source: Published['source']): readonly (readonly unknown[])[] {
  if (source.kind === 'grantedKeyApi') return [source.tokenUrl, [...source.url, source.keyId]];
  return 'url' in source && Array.isArray(source.url) ? [source.url] : [];
}

/** Whether a URL is one that the content may come to; settings may stand for any text. */
function isOf(url: string, content: readonly unknown[]): boolean {
  const pattern = content.map((part) =>
    typeof part === 'string' ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : '[^/]*',
  );
  return new RegExp(`^${pattern.join('')}$`).test(url);
}
