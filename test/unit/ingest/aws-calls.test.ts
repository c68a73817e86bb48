import { rootCertificates } from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import { createAwsPorts, type IngestClients } from '../../../lambdas/ingest/aws-ports.ts';
import { ingestVariables } from '../../support/ingest-variables.ts';

type Answer = (input: Record<string, unknown>) => unknown;

/** The ports over one service that answers so, and what it was asked: the input, and whether a signal came along. */
function portsOver(answer: Answer) {
  const asked: { readonly input: object; readonly hasSignal: boolean }[] = [];
  const send = async (
    { input }: { readonly input: Record<string, unknown> },
    options?: { readonly abortSignal?: AbortSignal },
  ) => {
    asked.push({ input, hasSignal: options?.abortSignal instanceof AbortSignal });
    const given = answer(input);
    if (given instanceof Error) throw given;
    return given;
  };
  const client = { send };
  const clients = { dynamoDb: client, sqs: client, secretsManager: client } as unknown as IngestClients;
  return { ports: createAwsPorts(ingestVariables, clients), asked };
}
const named = (name: string) => Object.assign(new Error('refused'), { name });

describe('a message to the queue', () => {
  const message = { queueUrl: 'https://sqs/queue', body: '{}', attributes: {}, traceHeader: null };

  it('has its body, its attributes and a limit of time', async () => {
    const { ports, asked } = portsOver(() => ({}));
    const attributes = { endpoint: { DataType: 'String' as const, StringValue: 'stripe' } };
    await ports.sendMessage({ ...message, attributes }, AbortSignal.timeout(1000));
    const input = { QueueUrl: 'https://sqs/queue', MessageBody: '{}', MessageAttributes: attributes };
    expect(asked).toEqual([{ input, hasSignal: true }]);
  });

  it('carries the trace of its delivery as SQS wants it', async () => {
    const { ports, asked } = portsOver(() => ({}));
    await ports.sendMessage({ ...message, traceHeader: 'Root=1-2' }, AbortSignal.timeout(1000));
    expect(asked[0]?.input).toMatchObject({
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-2' } },
    });
  });
});

it('writes its record into the table of its environment', async () => {
  const { ports, asked } = portsOver(() => ({}));
  await ports.store.receive({ pk: 'pk', bodySha256: 'b', nowMs: 0 }, AbortSignal.timeout(1000));
  expect(asked).toMatchObject([{ input: { TableName: 'table' }, hasSignal: true }]);
});

describe('the secret of an endpoint', () => {
  const since = new Date('2026-11-25T12:00:00Z');
  const versions = (answers: Readonly<Record<string, unknown>>) =>
    portsOver(({ VersionStage }) => answers[String(VersionStage)]);

  it('is read with the one before it, each within a limit of time', async () => {
    const { ports, asked } = versions({
      AWSCURRENT: { SecretString: 'new', CreatedDate: since },
      AWSPREVIOUS: { SecretString: 'old' },
    });
    expect(await ports.secretValue('arn')).toEqual({
      current: 'new',
      currentSinceMs: since.getTime(),
      previous: 'old',
    });
    expect(asked).toEqual([
      { input: { SecretId: 'arn', VersionStage: 'AWSCURRENT' }, hasSignal: true },
      { input: { SecretId: 'arn', VersionStage: 'AWSPREVIOUS' }, hasSignal: true },
    ]);
  });

  it('has none before it when it was set once, and is empty when it is bytes', async () => {
    const { ports } = versions({ AWSCURRENT: {}, AWSPREVIOUS: named('ResourceNotFoundException') });
    expect(await ports.secretValue('arn')).toEqual({ current: '', currentSinceMs: 0, previous: null });
  });

  it('is null when it was never set', async () => {
    const { ports } = portsOver(() => named('ResourceNotFoundException'));
    expect(await ports.secretValue('arn')).toBeNull();
  });

  it.each(['AWSCURRENT', 'AWSPREVIOUS'])('is unknown, not unset, when %s cannot be read', async (stage) => {
    const { ports } = versions({
      AWSCURRENT: { SecretString: 'new' },
      AWSPREVIOUS: {},
      [stage]: named('AccessDenied'),
    });
    await expect(ports.secretValue('arn')).rejects.toThrow('refused');
  });

  it('is stored as it is when there is one, as a list when there are more, once for each token', async () => {
    const { ports, asked } = portsOver(() => ({}));
    expect(await ports.storeSecret('arn', ['new'], 'token')).toBe(true);
    expect(await ports.storeSecret('arn', ['new', 'old'], 'token')).toBe(true);
    const stored = { SecretId: 'arn', ClientRequestToken: 'token' };
    expect(asked).toEqual([
      { input: { ...stored, SecretString: 'new' }, hasSignal: true },
      { input: { ...stored, SecretString: '["new","old"]' }, hasSignal: true },
    ]);
  });

  it('is not stored when another was for the same token, and an error is an error', async () => {
    expect(await portsOver(() => named('ResourceExistsException')).ports.storeSecret('arn', ['s'], 't')).toBe(false);
    await expect(portsOver(() => named('AccessDenied')).ports.storeSecret('arn', ['s'], 't')).rejects.toThrow(
      'refused',
    );
  });
});

it('puts a body aside only as long as it may', async () => {
  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'local');
  const put = portsOver(() => ({})).ports.putBody('stripe', Buffer.from('{}'), AbortSignal.abort());
  await expect(put).rejects.toHaveProperty('name', 'AbortError');
  vi.unstubAllEnvs();
});

it('trusts what Node trusts, no certificate in between, and none that stands in for a provider', () => {
  const { roots, intermediates, standIns } = portsOver(() => ({})).ports.trustedCertificates();
  expect(roots).toEqual(expect.arrayContaining([...rootCertificates]));
  expect([intermediates, standIns]).toEqual([[], []]);
});
