import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { keyRequestOf } from '../../lambdas/verification/key-request.ts';
import { type KeyKind, publishedKey } from '../../lambdas/verification/key-source.ts';
import { publishedKeys } from '../../lambdas/verification/published-keys.ts';
import { sign } from '../../lambdas/verification/sign.ts';
import { ownChainFile } from '../../lambdas/verification/sign-jwt.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import { type KeyServer, startKeyServer } from '../../local/key-server.ts';
import { draftOf, newKeys } from '../support/signed-delivery.ts';

const nowMs = Date.now();
const publishing = [...catalogue].filter(([, { verification }]) => publishedKey(verification) !== null);
const keys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  'ec-p521': generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey,
  ed25519: generateKeyPairSync('ed25519').privateKey,
};
const keyOf = (kind: KeyKind) => keys[kind];
const directory = mkdtempSync(join(tmpdir(), 'key-server-'));
let server: KeyServer;

beforeAll(async () => {
  const published = publishing.flatMap(([, { verification }]) => publishedKey(verification) ?? []);
  server = await startKeyServer(() => published, keyOf, directory);
});
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true });
});

describe('the stand-in for providers’ key servers', () => {
  it.each(publishing)('answers as %s does, with the key that signs here', async (_, provider) => {
    const { configured } = newKeys(provider, 'own');
    const { kind, source } = publishedKey(provider.verification) ?? { kind: 'rsa', source: null };
    const pem = keyOf(kind).export({ format: 'pem', type: 'pkcs8' });
    const chain = source?.kind === 'certificateChain' ? readFileSync(join(directory, ownChainFile), 'utf8') : '';
    const draft = draftOf(provider.samples[0], { nowMs, secret: configured });
    const request = { ...draft, ...sign(provider.verification, draft, `${pem}${chain}`, nowMs) };
    const wanted = keyRequestOf(provider.verification, request, [configured]);
    if (!wanted) throw new Error('the delivery names no key');
    const { INBOX_KEY_SERVER: url, NODE_EXTRA_CA_CERTS: root = '' } = server.variables;
    const answer = wanted.certificates ?? (await (await fetch(`${url}/?url=${encodeURIComponent(wanted.url)}`)).text());
    const roots = [readFileSync(root, 'utf8')];
    const trusted = { roots, intermediates: [], standIns: roots };
    const found = publishedKeys(wanted, answer, nowMs, trusted);
    expect(verify(provider.verification, request, [configured], nowMs, found).verified).toBe(true);
  });

  it('keeps its root where functions find it', () => {
    expect(existsSync(server.variables.NODE_EXTRA_CA_CERTS ?? '')).toBe(true);
  });
});
