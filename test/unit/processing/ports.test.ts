import type { AddressInfo } from 'node:net';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { buildApp } from 'fauxqs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDynamoDbStore } from '../../../lambdas/idempotency/dynamodb-store.ts';
import { defineProcessor } from '../../../lambdas/processing/define-processor.ts';
import { packMessage } from '../../../lambdas/processing/pack-message.ts';
import { createProcessorPorts } from '../../../lambdas/processing/ports.ts';
import type { OutgoingMessage } from '../../../lambdas/processing/processor-ports.ts';
import { createRoutes } from '../../../lambdas/processing/route.ts';
import { NonRetryableError } from '../../../lambdas/runtime/errors.ts';
import { startTableServer } from '../../support/table-server.ts';
import { keyOf, nowMs, sha256, toRecord } from './inbox.ts';

let table: Awaited<ReturnType<typeof startTableServer>>;
let stop: () => Promise<void>;
let sqs: SQSClient;
let [queueUrl, deadLetterQueueUrl] = ['', ''];
const createPorts = () =>
  createProcessorPorts(process.env, { findRoute: createRoutes({}), backoff: {}, concurrency: 1 });

beforeAll(async () => {
  table = await startTableServer();
  const services = buildApp({ logger: false, host: '127.0.0.1' });
  await services.listen({ host: '127.0.0.1', port: 0 });
  const endpoint = `http://127.0.0.1:${(services.server.address() as AddressInfo).port}`;
  const variables = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  sqs = new SQSClient();
  const createQueue = async (QueueName: string) => {
    await sqs.send(new CreateQueueCommand({ QueueName }));
    return `${endpoint}/000000000000/${QueueName}`;
  };
  [queueUrl, deadLetterQueueUrl] = [await createQueue('stripe'), await createQueue('stripe-dead')];
  const s3 = new S3Client({ forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'bodies' }));
  s3.destroy();
  const environment = {
    TABLE_NAME: table.tableName,
    BODY_BUCKET: 'bodies',
    ENDPOINT: 'stripe',
    QUEUE_URL: queueUrl,
    DEAD_LETTER_QUEUE_URL: deadLetterQueueUrl,
    MAX_RECEIVE_COUNT: '5',
    BATCH: '{"items":"events","eventId":["id"],"eventType":["type"]}',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  stop = async () => {
    sqs.destroy();
    await services.close();
    await table.stop();
    vi.unstubAllEnvs();
  };
});
afterAll(() => stop());

const receive = async (QueueUrl: string): Promise<Message[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    VisibilityTimeout: 600,
  });
  return (await sqs.send(command)).Messages ?? [];
};
/** As the event source mapping hands a received message to Lambda. */
const recordOf = ({ Body = '', MessageAttributes = {}, ReceiptHandle = '' }: Message): SQSRecord => ({
  ...toRecord({ body: Body, attributes: MessageAttributes as OutgoingMessage['attributes'] }, 'x'),
  receiptHandle: ReceiptHandle,
});
const delivery = (body: string) => {
  const event = { endpoint: 'stripe', eventId: 'h:delivery', eventType: null, receivedAtMs: nowMs, contentType: null };
  return packMessage(event, Buffer.from(body), createPorts().putBody);
};

it('names the settings that its environment gives', () => {
  expect(createPorts().settings).toMatchObject({
    endpoint: 'stripe',
    maxReceiveCount: 5,
    batch: { items: 'events', eventId: ['id'], eventType: ['type'] },
  });
});

it('splits, runs and dead-letters over the real protocols of SQS, S3 and DynamoDB', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const ran: [string, number][] = [];
  const handler = defineProcessor({
    'ok.*': ({ event }) => void ran.push([event.id, event.rawBody.length]),
    bad: () => {
      throw new NonRetryableError('no such\ncustomer');
    },
  });
  const invoke = (messages: readonly Message[]) =>
    handler({ Records: messages.map(recordOf) }, { awsRequestId: 'r', getRemainingTimeInMillis: () => 30_000 });
  const large = `{"id":"large","type":"ok.large","text":"${'x'.repeat(1_100_000)}"}`;
  const small = Array.from({ length: 11 }, (_, index) => `{"id":"s${index}","type":"ok.small"}`);
  const packed = await delivery(`{"events":[${large},${small.join()},{"id":"gone","type":"bad"}]}`);
  expect(packed.attributes.encoding?.StringValue).toBe('s3');

  const sent = { Body: packed.body, MessageAttributes: packed.attributes, ReceiptHandle: 'x' };
  expect(await invoke([sent])).toEqual({ batchItemFailures: [] });
  const parts = [...(await receive(queueUrl)), ...(await receive(queueUrl))];
  expect(parts).toHaveLength(13);
  expect(await invoke(parts)).toEqual({ batchItemFailures: [] });
  expect(await invoke(parts)).toEqual({ batchItemFailures: [] });

  const expected = [['large', large.length], ...small.map((item, index) => [`s${index}`, item.length])];
  expect(ran.toSorted()).toEqual(expected.toSorted());
  const letters = await receive(deadLetterQueueUrl);
  expect(letters.map(({ Body }) => Body)).toContain('{"id":"gone","type":"bad"}');
  expect(letters[0]?.MessageAttributes?.errorMessage?.StringValue).toBe('no such customer');
  expect(Object.keys(letters[0]?.MessageAttributes ?? {})).toHaveLength(10);
  const store = createDynamoDbStore(table);
  expect(await store.read(keyOf('s3'))).toMatchObject({ status: 'COMPLETED', claims: 1 });
  expect(await store.read(keyOf('gone'))).toMatchObject({ status: 'FAILED', claims: 2 });
});

it('shows a message again when its visibility says so', async () => {
  const ports = createPorts();
  await ports.sendMessages([await delivery('{}')]);
  const [message] = await receive(queueUrl);
  expect(await receive(queueUrl)).toEqual([]);
  await ports.setVisibility(message?.ReceiptHandle ?? '', 0);
  expect(await receive(queueUrl)).toHaveLength(1);
});

it('puts a body aside under the name of its endpoint, and finds it again as it was', async () => {
  const [ports, rawBody] = [createPorts(), Buffer.from([0, 1, 2, 255])];
  const pointer = await ports.putBody(rawBody);
  const key = expect.stringMatching(/^stripe\/[0-9a-f-]{36}$/);
  expect(pointer).toEqual({ bucket: 'bodies', key, size: 4, sha256: sha256(rawBody) });
  expect(await ports.getBody(pointer)).toEqual(rawBody);
});

it('says that an object is not there with null, and that the bucket is not with an error', async () => {
  const [ports, pointer] = [createPorts(), { bucket: 'bodies', key: 'gone', size: 0, sha256: '' }];
  expect(await ports.getBody(pointer)).toBeNull();
  await expect(ports.getBody({ ...pointer, bucket: 'missing' })).rejects.toThrow();
});
