import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../connect.ts';
import { explain } from '../explain.ts';
import type { AwsAccess } from '../inbox.ts';
import { orNull } from './or-null.ts';
import type { DoctorPorts } from './ports.ts';

/** How queues and table are set up at this moment. Throws OperatorError. */
export function createServiceState(aws: AwsAccess): Pick<DoctorPorts, 'queueAttributes' | 'table'> {
  const sqs = new SQSClient(clientSettings(aws, 'sqs'));
  const dynamodb = new DynamoDBClient(clientSettings(aws, 'dynamodb'));
  return {
    queueAttributes: (QueueUrl) =>
      explain('SQS', () =>
        orNull(/QueueDoesNotExist|NonExistentQueue/, async () => {
          const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
          return (await sqs.send(command)).Attributes ?? {};
        }),
      ),
    table: (TableName) =>
      explain('DynamoDB', () =>
        orNull(/ResourceNotFound/, async () => {
          const [{ Table }, { TimeToLiveDescription }] = await Promise.all([
            dynamodb.send(new DescribeTableCommand({ TableName })),
            dynamodb.send(new DescribeTimeToLiveCommand({ TableName })),
          ]);
          const expires = /^ENABL/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '');
          return {
            status: Table?.TableStatus ?? '',
            expiryAttribute: (expires && TimeToLiveDescription?.AttributeName) || null,
          };
        }),
      ),
  };
}
