import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSecretServer } from '../../local/secret-server.ts';
import { openSecretStore } from '../../local/secret-store.ts';

let directory: string;
let path: string;
let server: Awaited<ReturnType<typeof startSecretServer>>;
let client: SecretsManagerClient;
let arn: string;

async function start(): Promise<void> {
  server = await startSecretServer(openSecretStore(path));
  client = new SecretsManagerClient({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}
async function stop(): Promise<void> {
  client.destroy();
  await server.stop();
}
const put = (SecretString: string, ClientRequestToken?: string) =>
  client.send(new PutSecretValueCommand({ SecretId: arn, SecretString, ClientRequestToken }));
const get = (VersionStage?: string, SecretId = arn) =>
  client.send(new GetSecretValueCommand({ SecretId, VersionStage }));

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'secrets-'));
  path = join(directory, 'secrets.json');
  await start();
  arn = (await client.send(new CreateSecretCommand({ Name: 'Webhooks/stripe' }))).ARN ?? '';
});
afterEach(async () => {
  await stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('secret store', () => {
  it('finds no value in a secret that has no version yet', async () => {
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('finds no secret that was not created', async () => {
    await expect(get(undefined, 'Webhooks/github')).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(get(undefined, '')).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('gives a value by ARN, by ARN without its suffix, and by name', async () => {
    await put('first');
    for (const id of [arn, arn.slice(0, -7), 'Webhooks/stripe']) {
      expect((await get(undefined, id)).SecretString).toBe('first');
    }
  });

  it('makes ARNs of seven parts, as AWS does', () => {
    expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:Webhooks\/stripe-[0-9A-Za-z]{6}$/);
  });

  it('keeps the replaced value as the previous one, and not the one before', async () => {
    for (const value of ['first', 'second', 'third']) await put(value);
    expect((await get()).SecretString).toBe('third');
    expect((await get('AWSPREVIOUS')).SecretString).toBe('second');
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: arn }));
    expect(Object.values(VersionIdsToStages)).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
  });

  it('dates a value by when it was put', async () => {
    const before = Date.now();
    await put('first');
    const { CreatedDate } = await get();
    expect(CreatedDate?.getTime()).toBeGreaterThanOrEqual(before - 1);
    expect(CreatedDate?.getTime()).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('takes a put that is sent twice for one', async () => {
    const token = '11111111-1111-1111-1111-111111111111';
    await put('first');
    await put('second', token);
    await put('second', token);
    expect((await get('AWSPREVIOUS')).SecretString).toBe('first');
    await expect(put('third', token)).rejects.toBeInstanceOf(ResourceExistsException);
  });

  it('moves a label back to an older version', async () => {
    const { VersionId: first } = await put('first');
    const { VersionId: second } = await put('second');
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: arn,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: first,
        RemoveFromVersionId: second,
      }),
    );
    expect((await get()).SecretString).toBe('first');
    expect((await get('AWSPREVIOUS')).SecretString).toBe('second');
  });

  it('takes the previous label away, so that a leaked value is refused at once', async () => {
    const { VersionId: first } = await put('first');
    await put('second');
    await client.send(
      new UpdateSecretVersionStageCommand({ SecretId: arn, VersionStage: 'AWSPREVIOUS', RemoveFromVersionId: first }),
    );
    await expect(get('AWSPREVIOUS')).rejects.toBeInstanceOf(ResourceNotFoundException);
    expect((await get()).SecretString).toBe('second');
  });

  it('does not create a second secret of one name', async () => {
    await expect(client.send(new CreateSecretCommand({ Name: 'Webhooks/stripe' }))).rejects.toBeInstanceOf(
      ResourceExistsException,
    );
  });

  it('lists secrets without their values', async () => {
    await put('whsec_hidden');
    const { SecretList } = await client.send(new ListSecretsCommand({}));
    expect(SecretList?.map(({ Name }) => Name)).toEqual(['Webhooks/stripe']);
    expect(JSON.stringify(SecretList)).not.toContain('whsec_hidden');
  });

  it('forgets a deleted secret', async () => {
    await put('first');
    await client.send(new DeleteSecretCommand({ SecretId: arn }));
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('keeps everything over a restart, in a file for its owner alone', async () => {
    await put('first');
    await put('second');
    await stop();
    await start();
    expect((await get()).SecretString).toBe('second');
    expect((await get('AWSPREVIOUS')).SecretString).toBe('first');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['secrets.json']);
  });

  it('closes a file that others could read when it writes it again', async () => {
    chmodSync(path, 0o644);
    await put('first');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('does not quote a damaged file, which holds secrets', () => {
    writeFileSync(path, 'whsec_of_somebody {');
    expect(() => openSecretStore(path)).toThrow(/^it is not JSON$/);
  });

  it('refuses a damaged file instead of taking it for an empty one', () => {
    for (const text of ['', '{"version":1', '{}', 'null']) {
      writeFileSync(path, text);
      expect(() => openSecretStore(path)).toThrow();
    }
  });

  it('answers what it does not know and what it cannot read with a 4xx', async () => {
    const send = (target: string, body: string) =>
      fetch(server.endpoint, { method: 'POST', headers: { 'x-amz-target': target }, body });
    expect((await send('secretsmanager.RotateSecret', '{}')).status).toBe(400);
    expect((await send('secretsmanager.GetSecretValue', '{')).status).toBe(400);
    expect((await send('secretsmanager.GetSecretValue', 'null')).status).toBe(400);
  });
});
