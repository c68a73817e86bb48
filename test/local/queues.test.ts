import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Services, startServices } from '../../local/services.ts';
import { StateFolderError } from '../../local/state-folder.ts';

let stateDirectory: string;
let services: Services;
let queue: { url: string; arn: string };
let deadLetters: { url: string; arn: string };

const open = (environment: NodeJS.ProcessEnv = {}) =>
  startServices({ stateDirectory, ephemeral: false, warn: () => undefined, environment });

async function start(): Promise<void> {
  services = await open();
  deadLetters = await services.createQueue('dead-letters', { MessageRetentionPeriod: 1_209_600 });
  queue = await services.createQueue('work', {
    VisibilityTimeout: 90,
    RedrivePolicy: { deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 2 },
  });
}
async function restart(): Promise<void> {
  await services.stop();
  await start();
}

beforeEach(async () => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'services-'));
  await start();
});
afterEach(async () => {
  await services.stop();
  rmSync(stateDirectory, { recursive: true, force: true });
});

const send = (MessageBody: string, QueueUrl = queue.url) =>
  services.sqsClient.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody,
      MessageAttributes: { endpoint: { DataType: 'String', StringValue: 'stripe' } },
    }),
  );
async function receive(QueueUrl = queue.url, VisibilityTimeout?: number) {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    VisibilityTimeout,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  return (await services.sqsClient.send(command)).Messages ?? [];
}
const bodies = async (QueueUrl?: string) => (await receive(QueueUrl)).map(({ Body }) => Body);

describe('queues', () => {
  it('have URLs on this machine that stay the same from run to run', async () => {
    const { url } = queue;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/work$/);
    await restart();
    expect(queue.url).toBe(url);
  });

  it('move to another port when theirs was taken, with their messages', async () => {
    await send('kept');
    const { url } = queue;
    await services.stop();
    const intruder = createServer().listen(Number(new URL(url).port), '127.0.0.1');
    await once(intruder, 'listening');
    await start();
    intruder.close();
    expect(queue.url).not.toBe(url);
    expect(await bodies()).toEqual(['kept']);
  });

  it('keep messages with their attributes, and take new queue attributes, when the stack starts again', async () => {
    await send('kept');
    await services.stop();
    services = await open();
    await services.createQueue('work', { VisibilityTimeout: 45 });
    const described = await services.sqsClient.send(
      new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['All'] }),
    );
    expect(described.Attributes).toMatchObject({ VisibilityTimeout: '45', MessageRetentionPeriod: '345600' });
    expect(described.Attributes?.RedrivePolicy ?? '').toBe('');
    expect(await receive()).toMatchObject([
      { Body: 'kept', MessageAttributes: { endpoint: { StringValue: 'stripe' } } },
    ]);
  });

  it('keep a message hidden over a restart for as long as its receiver asked', async () => {
    await send('hidden');
    await receive();
    await restart();
    expect(await bodies()).toEqual([]);
  });

  it('give a message back at once when its receiver asks, and keep counting over a restart', async () => {
    await send('retried');
    const [message] = await receive();
    await services.sqsClient.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queue.url,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    await restart();
    const [again] = await receive();
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  it('move a message that was received too often to the dead-letter queue, for good', async () => {
    await send('poison');
    await receive(queue.url, 0);
    await receive(queue.url, 0);
    expect(await bodies()).toEqual([]);
    await restart();
    expect(await bodies()).toEqual([]);
    expect(await bodies(deadLetters.url)).toEqual(['poison']);
  });

  it.each([
    ['emoji and every plane of Unicode', '😀 \u{10FFFF} \u{10000} é'],
    ['tabs and line ends', 'a\tb\r\nc'],
    ['1 MiB with attributes', 'x'.repeat(1_048_576 - 'endpointStringstripe'.length)],
  ])('take a body of %s', async (_, body) => {
    await send(body);
    expect((await bodies())[0] === body).toBe(true);
  });

  it.each([
    ['one byte more than 1 MiB', 'x'.repeat(1_048_576 - 'endpointStringstripe'.length + 1)],
    ['a NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud83d'],
    ['nothing', ''],
  ])('refuse a body of %s', async (_, body) => {
    await expect(send(body)).rejects.toThrow();
  });

  it('forget a deleted queue and its messages', async () => {
    await send('gone');
    await services.deleteQueue('work');
    await services.deleteQueue('work');
    await restart();
    expect(await bodies()).toEqual([]);
  });
});

describe('moving dead letters', () => {
  const move = (DestinationArn?: string, SourceArn = deadLetters.arn) =>
    services.sqsClient.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
  const tasks = async () =>
    (await services.sqsClient.send(new ListMessageMoveTasksCommand({ SourceArn: deadLetters.arn }))).Results;

  it('sends them to the queue that is named, as messages that were never received', async () => {
    await send('a', deadLetters.url);
    await receive(deadLetters.url, 0);
    await move(queue.arn);
    expect(await tasks()).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
    await restart();
    expect(await bodies(deadLetters.url)).toEqual([]);
    expect(await receive()).toMatchObject([{ Body: 'a', Attributes: { ApproximateReceiveCount: '1' } }]);
  });

  it('leaves those alone that somebody is working on', async () => {
    await send('in hand', deadLetters.url);
    await receive(deadLetters.url);
    await move(queue.arn);
    expect(await bodies()).toEqual([]);
  });

  it('fails without a destination for messages that were sent to the dead-letter queue directly', async () => {
    await send('a', deadLetters.url);
    await move();
    expect(await tasks()).toMatchObject([{ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' }]);
    expect(await bodies(deadLetters.url)).toEqual(['a']);
  });

  it('refuses what is no dead-letter queue', async () => {
    await expect(move(deadLetters.arn, queue.arn)).rejects.toThrow('must be configured as a Dead Letter Queue');
    await expect(move(undefined, `${queue.arn}-missing`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(move(`${queue.arn}-missing`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('lists the queues whose dead letters they are', async () => {
    const command = new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetters.url });
    expect((await services.sqsClient.send(command)).queueUrls).toEqual([queue.url]);
  });
});

describe('services', () => {
  it('keep the objects of a bucket over a restart', async () => {
    await services.createBucket('bodies');
    const Body = Buffer.alloc(6_000_000, 0xff);
    await services.s3Client.send(new PutObjectCommand({ Bucket: 'bodies', Key: 'stripe/a', Body }));
    await restart();
    await services.createBucket('bodies');
    const object = await services.s3Client.send(new GetObjectCommand({ Bucket: 'bodies', Key: 'stripe/a' }));
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
  });

  it('keep a secret’s ARN over a restart', async () => {
    const arn = await services.createSecret('stripe');
    expect(await services.createSecret('stripe')).toBe(arn);
    await restart();
    expect(await services.createSecret('stripe')).toBe(arn);
  });

  it('keep nothing when they are ephemeral', async () => {
    await services.stop();
    services = await startServices({ stateDirectory, ephemeral: true, warn: () => undefined, environment: {} });
    queue = await services.createQueue('work', {});
    await send('gone');
    await restart();
    expect(await bodies()).toEqual([]);
  });

  it('use a service of the user’s own when the environment names one', async () => {
    const lines: string[] = [];
    const other = await startServices({
      stateDirectory: mkdtempSync(join(stateDirectory, 'other-')),
      ephemeral: true,
      warn: (line) => lines.push(line),
      environment: { AWS_ENDPOINT_URL_SQS: services.endpoints.sqs },
    });
    await send('seen');
    expect(other.endpoints.sqs).toBe(services.endpoints.sqs);
    expect(other.endpoints.s3).not.toBe(services.endpoints.s3);
    expect((await other.createQueue('work', { VisibilityTimeout: 90 })).url).toBe(queue.url);
    expect(lines).toEqual([
      `AWS_ENDPOINT_URL_SQS is set: ${services.endpoints.sqs} is used instead of the embedded service.`,
    ]);
    await other.stop();
    expect(await bodies()).toEqual(['seen']);
  });

  it('say in one sentence that such a name is no URL', async () => {
    await expect(open({ AWS_ENDPOINT_URL_DYNAMODB: 'localhost:8000' })).rejects.toThrow('AWS_ENDPOINT_URL_DYNAMODB');
  });

  it.each(['queues/fauxqs.db', 'tables/items/CURRENT', 'secrets.json', 'tables/time-to-live.json'])(
    'say in one sentence that %s is damaged',
    async (file) => {
      await services.createSecret('stripe');
      await services.stop();
      writeFileSync(join(stateDirectory, file), 'damaged');
      const refusal = await open().catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(StateFolderError);
      expect((refusal as Error).message).toMatch(/^The state folder .* is damaged \(.+\): start with --reset .*\.$/);
      rmSync(stateDirectory, { recursive: true });
      await start();
    },
  );
});

describe('a killed process', () => {
  it('loses nothing that a service had answered', async () => {
    await services.stop();
    const program = fileURLToPath(new URL('../support/write-until-killed.ts', import.meta.url));
    const writer = spawn(process.execPath, [program, stateDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
    const answered: string[] = [];
    for await (const line of createInterface(writer.stdout)) {
      answered.push(line);
      if (answered.length === 300) writer.kill('SIGKILL');
    }
    await start();
    const kept = await readBack();
    expect(answered.length).toBeGreaterThanOrEqual(300);
    expect(answered.filter((line) => !line.startsWith('secret') && !kept.has(line))).toEqual([]);
    const { SecretString = '' } = await services.secretsClient.send(new GetSecretValueCommand({ SecretId: 'secret' }));
    const lastSecret = answered.findLast((line) => line.startsWith('secret')) ?? '';
    expect(Number(SecretString.split('-')[1])).toBeGreaterThanOrEqual(Number(lastSecret.split('-')[1]));
  });
});

async function readBack(): Promise<Set<string | undefined>> {
  const kept = new Set<string | undefined>();
  for (const { url } of [queue, deadLetters]) {
    for (let messages = await receive(url); messages.length > 0; messages = await receive(url)) {
      for (const { Body, ReceiptHandle } of messages) {
        kept.add(Body);
        await services.sqsClient.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
      }
    }
  }
  const items = paginateScan({ client: services.dynamodbClient }, { TableName: 'records' });
  for await (const { Items = [] } of items) for (const { pk } of Items) kept.add(pk?.S);
  return kept;
}
