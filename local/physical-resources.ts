import type { TableDefinition } from './service-resources.ts';
import type { Services } from './services.ts';
import { createResolver, type Template } from './template.ts';

export const region = 'us-east-1';
export const accountId = '000000000000';

/** Types that have a part here: those created below, and those that deployment.ts reads. */
const played = new Set([
  'AWS::SQS::Queue',
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::Lambda::Function',
  'AWS::Lambda::EventSourceMapping',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
]);

/** Types that change nothing about what a delivery meets on one machine: permissions, logs, alarms, names. */
const irrelevant = [
  /^AWS::IAM::/,
  /^AWS::Logs::/,
  /^AWS::CloudWatch::/,
  /^AWS::SNS::/,
  /^AWS::KMS::/,
  /^AWS::CDK::Metadata$/,
  // Empties the bucket when a development stack is deleted.
  /^Custom::S3AutoDeleteObjects$/,
  /^AWS::Lambda::(?:Permission|LayerVersion|Alias|Version)$/,
  /^AWS::(?:SQS::Queue|S3::Bucket)Policy$/,
  /^AWS::ApiGatewayV2::(?:DomainName|ApiMapping|Deployment)$/,
  /^AWS::SecretsManager::ResourcePolicy$/,
];

export interface PhysicalResources {
  readonly resolve: (value: unknown) => unknown;
  /** Logical id → queue URL, table name, secret ARN, bucket name. */
  readonly ids: ReadonlyMap<string, string>;
  /** Queue ARN → URL. */
  readonly queueUrls: ReadonlyMap<string, string>;
}

export const functionArn = (logicalId: string) => `arn:aws:lambda:${region}:${accountId}:function:${logicalId}`;

interface Options {
  /** What `ApiEndpoint` of the API is. */
  readonly publicUrl: string;
  readonly warn: (line: string) => void;
}

/** Creates queues, table, bucket and secrets, or finds them as they were left; warns of types that have no stand-in. */
export async function createResources(
  stackName: string,
  template: Template,
  services: Services,
  options: Options,
): Promise<PhysicalResources> {
  warnOfUnknownTypes(template, options.warn);
  const ids = new Map<string, string>();
  const names = new Map<string, string>();
  const resolve = createResolver(template, {
    region,
    accountId,
    stackName,
    ref: (logicalId) => ids.get(logicalId) ?? logicalId,
    getAtt: createGetAtt(template, names, options.publicUrl),
  });
  for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    const property = nameProperties.get(Type);
    if (property) names.set(id, String(resolve(Properties[property]) ?? `${stackName}-${id}`));
  }

  const declared = (type: string) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ id, name: names.get(id) ?? id, properties: resource.Properties ?? {} }));
  const queueUrls = await createQueues(declared('AWS::SQS::Queue'), services, resolve, ids);
  await Promise.all([
    ...declared('AWS::DynamoDB::Table').map(async ({ id, name, properties }) => {
      await services.createTable(name, resolve(properties) as TableDefinition);
      ids.set(id, name);
    }),
    ...declared('AWS::S3::Bucket').map(async ({ id, name }) => {
      await services.createBucket(name.toLowerCase());
      ids.set(id, name.toLowerCase());
    }),
    ...declared('AWS::SecretsManager::Secret').map(async ({ id, name }) => {
      ids.set(id, await services.createSecret(name));
    }),
  ]);
  return { resolve, ids, queueUrls };
}

/** Types with a physical name, and the property that may set it. */
const nameProperties = new Map([
  ['AWS::SQS::Queue', 'QueueName'],
  ['AWS::DynamoDB::Table', 'TableName'],
  ['AWS::S3::Bucket', 'BucketName'],
  ['AWS::SecretsManager::Secret', 'Name'],
]);

function createGetAtt(template: Template, names: ReadonlyMap<string, string>, publicUrl: string) {
  return (logicalId: string, attribute: string): string => {
    const name = names.get(logicalId) ?? logicalId;
    switch (`${template.Resources[logicalId]?.Type} ${attribute}`) {
      case 'AWS::SQS::Queue Arn':
        return `arn:aws:sqs:${region}:${accountId}:${name}`;
      case 'AWS::SQS::Queue QueueName':
        return name;
      case 'AWS::Lambda::Function Arn':
        return functionArn(logicalId);
      case 'AWS::ApiGatewayV2::Api ApiEndpoint':
        return publicUrl;
      default:
        return `arn:aws:local:${region}:${accountId}:${logicalId}/${attribute}`;
    }
  };
}

interface DeclaredQueue {
  readonly id: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Dead-letter queues first: the others name them. */
async function createQueues(
  queues: readonly DeclaredQueue[],
  services: Services,
  resolve: (value: unknown) => unknown,
  ids: Map<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const urls = new Map<string, string>();
  const create = async ({ id, name, properties }: DeclaredQueue) => {
    const { url, arn } = await services.createQueue(name, resolve(properties) as Record<string, unknown>);
    ids.set(id, url);
    urls.set(arn, url);
  };
  const isSource = ({ properties }: DeclaredQueue) => properties.RedrivePolicy !== undefined;
  await Promise.all(queues.filter((queue) => !isSource(queue)).map(create));
  await Promise.all(queues.filter(isSource).map(create));
  return urls;
}

function warnOfUnknownTypes({ Resources }: Template, warn: (line: string) => void): void {
  const types = new Set(Object.values(Resources).map(({ Type }) => Type));
  for (const type of types) {
    if (played.has(type) || irrelevant.some((pattern) => pattern.test(type))) continue;
    warn(`The template declares ${type}, which has no stand-in here: it does nothing locally.`);
  }
}
