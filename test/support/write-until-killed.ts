import { writeSync } from 'node:fs';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { startServices } from '../../local/services.ts';

// Run as a process of its own: writes to every service, and prints a line for each write that was answered.
const services = await startServices({
  stateDirectory: process.argv[2] ?? '',
  ephemeral: false,
  warn: () => undefined,
  environment: {},
});
const { arn: deadLetterTargetArn } = await services.createQueue('dead-letters', {});
const { url: QueueUrl } = await services.createQueue('work', {
  RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: 1 },
});
await services.createTable('records', {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
});
await services.createSecret('secret');

let count = 0;
async function repeat(kind: string, write: (id: string) => Promise<unknown>): Promise<never> {
  for (;;) {
    const id = `${kind}-${count++}`;
    await write(id);
    writeSync(1, `${id}\n`);
  }
}

await Promise.all([
  ...Array.from({ length: 4 }, () =>
    repeat('message', (MessageBody) => services.sqsClient.send(new SendMessageCommand({ QueueUrl, MessageBody }))),
  ),
  ...Array.from({ length: 4 }, () =>
    repeat('item', (pk) =>
      services.dynamodbClient.send(new PutItemCommand({ TableName: 'records', Item: { pk: { S: pk } } })),
    ),
  ),
  repeat('secret', (SecretString) =>
    services.secretsClient.send(new PutSecretValueCommand({ SecretId: 'secret', SecretString })),
  ),
  keepMovingToDeadLetters(),
]);

async function keepMovingToDeadLetters(): Promise<never> {
  for (;;) {
    await services.sqsClient.send(
      new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0, MaxNumberOfMessages: 10 }),
    );
  }
}
