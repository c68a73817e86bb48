import { GetQueueAttributesCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { succeededMessages } from '../../local/batch-item-failures.ts';
import { type Mapping, type RunningMapping, startMapping } from '../../local/event-source-mapping.ts';
import type { InvokeResult } from '../../local/lambda-function.ts';
import { startQueuesAndBuckets } from '../../local/queues-and-buckets.ts';
import { createQueue } from '../../local/service-resources.ts';
import { groupByPayload, toEvent } from '../../local/sqs-event.ts';

const success = (value: unknown): InvokeResult => ({ kind: 'success', payload: JSON.stringify(value) });
const failed: InvokeResult = { kind: 'error', errorType: 'Error', errorMessage: 'no' };
const failures = (...ids: unknown[]) =>
  success({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('a batch result', () => {
  const messages = [{ MessageId: 'a' }, { MessageId: 'b' }, { MessageId: 'c' }];
  const deleted = (result: InvokeResult, reports = true) =>
    succeededMessages(messages, result, reports).map(({ MessageId }) => MessageId);

  it.each([
    ['an empty list', success({ batchItemFailures: [] })],
    ['a null list', success({ batchItemFailures: null })],
    ['an empty response', success({})],
    ['a null response', success(null)],
    ['no response', { kind: 'success', payload: '' } as const],
  ])('deletes every message for %s', (_, result) => {
    expect(deleted(result)).toEqual(['a', 'b', 'c']);
  });

  it('deletes the messages that are not listed as failed', () => {
    expect(deleted(failures('b'))).toEqual(['a', 'c']);
    expect(deleted(failures('a', 'c', 'a'))).toEqual(['b']);
    expect(deleted(failures('a', 'b', 'c'))).toEqual([]);
  });

  it.each([
    ['an unknown id', failures('a', 'x')],
    ['an empty id', failures('')],
    ['a null id', failures(null)],
    ['an id that is no text', failures(1)],
    ['a null item', success({ batchItemFailures: [null] })],
    ['a misspelt key', success({ batchItemFailures: [{ itemIdentifer: 'a' }] })],
    ['a list that is none', success({ batchItemFailures: 'a' })],
    ['a response that is not JSON', { kind: 'success', payload: '{' } as const],
    ['an error of the function', failed],
    ['a throttled function', { kind: 'throttled' } as const],
  ])('deletes nothing for %s', (_, result) => {
    expect(deleted(result)).toEqual([]);
  });

  it('ignores what the function returns when it does not report item failures', () => {
    expect(deleted(failures('x'), false)).toEqual(['a', 'b', 'c']);
    expect(deleted(failed, false)).toEqual([]);
  });
});

describe('messages for one invocation', () => {
  const source = { queueArn: 'arn:queue', region: 'us-east-1' };

  it('stay within six megabytes', () => {
    const messages = Array.from({ length: 10 }, (_, n) => ({ MessageId: `${n}`, Body: 'é'.repeat(500_000) }));
    const groups = groupByPayload(messages, source);
    expect(groups.flat()).toEqual(messages);
    expect(groups.map((group) => group.length)).toEqual([6, 4]);
    for (const group of groups) expect(Buffer.byteLength(toEvent(group, source))).toBeLessThanOrEqual(6 * 1024 * 1024);
  });
});

describe('an event source mapping', () => {
  let service: Awaited<ReturnType<typeof startQueuesAndBuckets>>;
  let sqs: SQSClient;
  let count = 0;
  const mappings: RunningMapping[] = [];

  beforeAll(async () => {
    service = await startQueuesAndBuckets({ port: 0 });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    sqs = new SQSClient({ endpoint: service.endpoint, region: 'us-east-1', credentials });
  });
  afterEach(() => Promise.all(mappings.splice(0).map((mapping) => mapping.stop())));
  afterAll(async () => {
    sqs.destroy();
    await service.stop();
  });

  async function makeQueue(overrides: Partial<Mapping> = {}, properties = {}): Promise<Mapping> {
    count += 1;
    const { url, arn } = await createQueue(sqs, `queue-${count}`, { VisibilityTimeout: 60, ...properties });
    return {
      queueUrl: url,
      queueArn: arn,
      region: 'us-east-1',
      batchSize: 10,
      windowSeconds: 0,
      maxConcurrency: 10,
      reportsItemFailures: true,
      ...overrides,
    };
  }

  const sendAll = (QueueUrl: string, bodies: readonly string[]) =>
    sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );

  function start(mapping: Mapping, invoke: (event: SQSEvent) => Promise<InvokeResult>): RunningMapping {
    const running = startMapping(sqs, mapping, (event) => invoke(JSON.parse(event)));
    mappings.push(running);
    return running;
  }

  async function left(QueueUrl: string) {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
    return names.map((name) => Number(Attributes?.[name]));
  }

  it('hands messages over in the shape that Lambda gives them', async () => {
    const mapping = await makeQueue();
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: mapping.queueUrl,
        MessageBody: '{"id":1}',
        MessageAttributes: {
          endpoint: { DataType: 'String', StringValue: 'stripe' },
          bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
        },
      }),
    );
    const { promise, resolve } = Promise.withResolvers<SQSEvent>();
    start(mapping, async (event) => {
      resolve(event);
      return success({});
    });
    expect(await promise).toEqual({
      Records: [
        {
          messageId: expect.any(String),
          receiptHandle: expect.any(String),
          body: '{"id":1}',
          attributes: expect.objectContaining({
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
          }),
          messageAttributes: {
            endpoint: { stringValue: 'stripe', stringListValues: [], binaryListValues: [], dataType: 'String' },
            bytes: { binaryValue: 'AP8=', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
          },
          md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
          md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
          eventSource: 'aws:sqs',
          eventSourceARN: mapping.queueArn,
          awsRegion: 'us-east-1',
        },
      ],
    });
  });

  it('deletes what succeeded and leaves what failed to the visibility timeout', async () => {
    const mapping = await makeQueue({ batchSize: 3 });
    await sendAll(mapping.queueUrl, ['good', 'bad', 'good']);
    const running = start(mapping, async ({ Records }) => {
      const bad = Records.filter(({ body }) => body === 'bad');
      queueMicrotask(() => void running.stop().then(ended.resolve));
      return failures(...bad.map(({ messageId }) => messageId));
    });
    const ended = Promise.withResolvers<void>();
    await ended.promise;
    expect(await left(mapping.queueUrl)).toEqual([0, 1]);
  });

  it('delivers what failed again once it is visible', async () => {
    const mapping = await makeQueue({}, { VisibilityTimeout: 1 });
    await sendAll(mapping.queueUrl, ['again']);
    const counts: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    start(mapping, async ({ Records }) => {
      counts.push(...Records.map(({ attributes }) => attributes.ApproximateReceiveCount));
      if (counts.length < 2) return failed;
      resolve();
      return success({});
    });
    await promise;
    expect(counts).toEqual(['1', '2']);
  });

  it('never passes more than its batch size, and waits for its window to fill one', async () => {
    const mapping = await makeQueue({ batchSize: 4, windowSeconds: 5 });
    await sendAll(mapping.queueUrl, ['1', '2', '3']);
    const sizes: number[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    start(mapping, async ({ Records }) => {
      sizes.push(Records.length);
      if (sizes.length === 2) resolve();
      return success({});
    });
    await sendAll(mapping.queueUrl, ['4', '5', '6', '7', '8']);
    await promise;
    expect(sizes).toEqual([4, 4]);
  });

  it('runs at most as many invocations as its concurrency allows', async () => {
    const mapping = await makeQueue({ batchSize: 1, maxConcurrency: 2 });
    let now = 0;
    let most = 0;
    let done = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    start(mapping, async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((end) => setTimeout(end, 60));
      now -= 1;
      done += 1;
      if (done === 6) resolve();
      return success({});
    });
    await sendAll(mapping.queueUrl, ['1', '2', '3', '4', '5', '6']);
    await promise;
    expect(most).toBe(2);
  });

  it('stops at once while it waits for messages', async () => {
    const running = startMapping(sqs, await makeQueue(), async () => success({}));
    const startedAt = performance.now();
    await running.stop();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
