import { GetEventSourceMappingCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientSettings } from '../connect.ts';
import { explain } from '../explain.ts';
import type { AwsAccess } from '../inbox.ts';
import { orNull } from './or-null.ts';
import type { DeployedPorts } from './ports.ts';

const absent = /ResourceNotFound/;

/** How mappings, functions and the alarms' topic are set up at this moment. Throws OperatorError. */
export function createDeployedState(aws: AwsAccess): DeployedPorts {
  const lambda = new LambdaClient(clientSettings(aws));
  const sns = new SNSClient(clientSettings(aws));
  return {
    mapping: (UUID) =>
      explain('Lambda', () =>
        orNull(absent, async () => {
          const mapping = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
          return { state: mapping.State ?? '', lastResult: mapping.LastProcessingResult ?? null };
        }),
      ),
    functionVariables: (FunctionName) =>
      explain('Lambda', () =>
        orNull(absent, async () => {
          const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
          return Environment?.Variables ?? {};
        }),
      ),
    subscriptions: (TopicArn) =>
      explain('SNS', async () => {
        const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
        return {
          confirmed: Number(Attributes?.SubscriptionsConfirmed ?? 0),
          pending: Number(Attributes?.SubscriptionsPending ?? 0),
        };
      }),
  };
}
