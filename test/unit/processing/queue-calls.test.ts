import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBodyStore } from '../../../lambdas/processing/body-store.ts';
import { createProcessorPorts, type ProcessorClients } from '../../../lambdas/processing/ports.ts';

afterEach(() => vi.unstubAllEnvs());

const variables = {
  TABLE_NAME: 'records',
  BODY_BUCKET: 'bodies',
  ENDPOINT: 'stripe',
  QUEUE_URL: 'https://sqs.example.com/queue',
  DEAD_LETTER_QUEUE_URL: 'https://sqs.example.com/dead',
  MAX_RECEIVE_COUNT: '5',
  BATCH: '',
};
const options = { findRoute: () => null, backoff: {}, concurrency: 1 };

/** The ports over a queue that answers so, and what it was asked. */
function portsOver(answer: object) {
  const asked: object[] = [];
  const client = {
    send: async ({ input }: { readonly input: object }) => {
      asked.push(input);
      return answer;
    },
  };
  const clients = { dynamoDb: client, sqs: client } as unknown as ProcessorClients;
  return { ports: createProcessorPorts(variables, options, clients), asked };
}
const messages = ['a', 'b', 'c'].map((body) => ({ body, attributes: {} }));

describe('what a processor asks of its queue', () => {
  it('is to take messages, and it learns which were refused', async () => {
    const { ports, asked } = portsOver({ Successful: [{ Id: '0' }, { Id: '2' }] });
    expect(await ports.sendMessages(messages)).toEqual([1]);
    const Entries = messages.map(({ body }, index) => ({
      Id: String(index),
      MessageBody: body,
      MessageAttributes: {},
    }));
    expect(asked).toEqual([{ QueueUrl: variables.QUEUE_URL, Entries }]);
    expect(await portsOver({}).ports.sendMessages(messages)).toEqual([0, 1, 2]);
  });

  it('is to show a message again later', async () => {
    const { ports, asked } = portsOver({});
    await ports.setVisibility('receipt', 30);
    expect(asked).toEqual([{ QueueUrl: variables.QUEUE_URL, ReceiptHandle: 'receipt', VisibilityTimeout: 30 }]);
  });

  it('is to keep a dead letter, on the queue for those', async () => {
    const { ports, asked } = portsOver({});
    await ports.sendDeadLetter({ body: '{}', attributes: {} });
    expect(asked).toEqual([{ QueueUrl: variables.DEAD_LETTER_QUEUE_URL, MessageBody: '{}', MessageAttributes: {} }]);
  });
});

it('keeps its records in the table of its environment', async () => {
  const { ports, asked } = portsOver({});
  await ports.store.fail({ pk: 'pk', leaseToken: 'token', nowMs: 0, lastError: 'E' });
  expect(asked).toMatchObject([{ TableName: variables.TABLE_NAME }]);
});

it('puts bodies aside only as long as it may', async () => {
  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'local');
  const put = createBodyStore({ bucket: 'bodies' }).putBody('stripe', Buffer.from('{}'), AbortSignal.abort());
  await expect(put).rejects.toHaveProperty('name', 'AbortError');
});
