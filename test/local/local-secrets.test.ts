import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { customProvider } from '../../lambdas/providers/custom-provider.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { publishedKey } from '../../lambdas/verification/key-source.ts';
import { header, rawBody } from '../../lambdas/verification/parts.ts';
import { publicKey, unsigned } from '../../lambdas/verification/schemes.ts';
import { sign } from '../../lambdas/verification/sign.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import { ensureLocalSecrets, publishedKeyOf } from '../../local/local-secrets.ts';
import { startSecretServer } from '../../local/secret-server.ts';
import { openSecretStore } from '../../local/secret-store.ts';
import { StateFolderError } from '../../local/state-folder.ts';
import { draftOf } from '../support/signed-delivery.ts';

const nowMs = Date.parse('2026-11-25T12:00:00Z');
const keyPairOf = (algorithm: 'rsa-sha256' | 'ed25519', keyFormat: 'spki' | 'raw-base64') =>
  customProvider(
    `custom-${algorithm}`,
    publicKey({
      algorithm,
      keyFormat,
      encoding: 'base64',
      signature: header('x-signature'),
      toleranceSeconds: null,
      signedContent: [rawBody],
    }),
  );
const providers: [string, Provider][] = [
  ...catalogue,
  ['rsa', keyPairOf('rsa-sha256', 'spki')],
  ['ed25519', keyPairOf('ed25519', 'raw-base64')],
];

let directory: string;
let server: Awaited<ReturnType<typeof startSecretServer>>;
let secretsClient: SecretsManagerClient;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'local-secrets-'));
  server = await startSecretServer(openSecretStore(undefined));
  secretsClient = new SecretsManagerClient({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterEach(async () => {
  secretsClient.destroy();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function endpointOf(name: string, provider: Provider) {
  const { ARN: secretArn = '' } = await secretsClient.send(new CreateSecretCommand({ Name: name }));
  return { name, provider, secretArn };
}
const ensure = (...endpoints: Awaited<ReturnType<typeof endpointOf>>[]) =>
  ensureLocalSecrets({ secretsClient }, endpoints, directory);
const signingKeys = (): Record<string, string> =>
  JSON.parse(readFileSync(join(directory, 'signing-keys.json'), 'utf8'));

describe('local secrets', () => {
  it.each(providers)('are made for %s as it makes them, and sign what verifies', async (name, provider) => {
    const secret = (await ensure(await endpointOf(name, provider))).get(name) ?? '';
    expect(secret).toMatch(new RegExp(provider.secret.pattern));
    const published = publishedKey(provider.verification);
    const pair = published && publishedKeyOf(published.kind, directory);
    const kept = provider.secret.local.kind === 'keyPair' ? (signingKeys()[name] ?? '') : secret;
    const signing = pair ? pair.export({ format: 'pem', type: 'pkcs8' }).toString() : kept;
    const draft = draftOf(provider.samples[0], { nowMs, ...(pair ? { secret } : {}) });
    const delivery = { ...draft, ...sign(provider.verification, draft, signing, nowMs) };
    const keys = pair ? [createPublicKey(pair)] : [];
    expect(verify(provider.verification, delivery, [secret], nowMs, keys)).toEqual({ verified: true, secretIndex: 0 });
  });

  it('stay the same from run to run', async () => {
    const endpoints = await Promise.all(providers.map(([name, provider]) => endpointOf(name, provider)));
    const first = await ensure(...endpoints);
    expect(await ensure(...endpoints)).toEqual(first);
    expect(new Set(first.values()).size).toBe(providers.length);
  });

  it('leave a secret alone that somebody set, and tell the newest of a list', async () => {
    const endpoint = await endpointOf('github', provider('github'));
    const SecretString = JSON.stringify(['the new one', 'the old one']);
    await secretsClient.send(new PutSecretValueCommand({ SecretId: endpoint.secretArn, SecretString }));
    expect(await ensure(endpoint)).toEqual(new Map([['github', 'the new one']]));
  });

  it('tell nothing of a secret that is malformed', async () => {
    const endpoint = await endpointOf('github', provider('github'));
    await secretsClient.send(new PutSecretValueCommand({ SecretId: endpoint.secretArn, SecretString: '[1]' }));
    expect(await ensure(endpoint)).toEqual(new Map());
  });

  it('make none for an endpoint that verifies nothing', async () => {
    const open = customProvider('open', unsigned({ reason: 'only tests send to it' }));
    expect(await ensure({ name: 'open', provider: open, secretArn: 'none' })).toEqual(new Map());
  });

  it('keep private keys for their owner alone, and public ones in the secret store', async () => {
    await ensure(await endpointOf('discord', provider('discord')), await endpointOf('sendgrid', provider('sendgrid')));
    expect(statSync(join(directory, 'signing-keys.json')).mode & 0o777).toBe(0o600);
    expect(Object.keys(signingKeys())).toEqual(['discord', 'sendgrid']);
  });

  it('go on with the kept pair when the secret store was emptied', async () => {
    const first = await ensure(await endpointOf('discord', provider('discord')));
    const again = await ensure({ ...(await endpointOf('again', provider('discord'))), name: 'discord' });
    expect(again).toEqual(first);
  });

  it('say in one sentence that the kept keys are damaged', async () => {
    writeFileSync(join(directory, 'signing-keys.json'), '{');
    const endpoint = await endpointOf('discord', provider('discord'));
    await expect(ensure(endpoint)).rejects.toThrow(StateFolderError);
  });
});

function provider(name: string): Provider {
  const found = catalogue.get(name);
  if (!found) throw new Error(`${name} is not in the catalogue`);
  return found;
}
