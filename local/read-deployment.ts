import type { Mapping } from './event-source-mapping.ts';
import type { FunctionSettings } from './lambda-process.ts';
import { functionArn, type PhysicalResources, region } from './physical-resources.ts';
import type { Services } from './services.ts';
import type { Assembly, Template } from './template.ts';
import type { Throttle } from './token-bucket.ts';

interface FunctionProperties {
  readonly Code: unknown;
  readonly Handler: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly ReservedConcurrentExecutions?: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
}

interface MappingProperties {
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly Enabled?: boolean;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly FunctionResponseTypes?: readonly string[];
}

interface StageProperties {
  readonly DefaultRouteSettings?: { readonly ThrottlingRateLimit?: number; readonly ThrottlingBurstLimit?: number };
}

/** Lambda's own limit of environments for an account, where a mapping sets none. */
const accountConcurrency = 1000;

/** Logical id → settings. Numbers left out are Lambda's own defaults. */
export function declaredFunctions(
  assembly: Assembly,
  { resolve }: PhysicalResources,
  { endpoints, credentials }: Services,
  extra: Readonly<Record<string, string>> = {},
): Map<string, FunctionSettings> {
  const found = declared<FunctionProperties>(assembly.template, 'AWS::Lambda::Function', resolve);
  const settings = found.map(([id, { Environment, ...properties }]): [string, FunctionSettings] => [
    id,
    {
      name: id,
      arn: functionArn(id),
      handler: properties.Handler,
      taskRoot: assembly.assetPath(properties.Code),
      timeoutSeconds: properties.Timeout ?? 3,
      memoryMb: properties.MemorySize ?? 128,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      variables: {
        ...Object.fromEntries(
          Object.entries(Environment?.Variables ?? {}).map(([name, value]) => [name, String(value)]),
        ),
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_ENDPOINT_URL_SQS: endpoints.sqs,
        AWS_ENDPOINT_URL_S3: endpoints.s3,
        AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsmanager,
        ...extra,
      },
    },
  ]);
  return new Map(settings);
}

/** Logical id → mapping and the logical id of its function. */
export function declaredMappings(
  template: Template,
  { resolve, queueUrls }: PhysicalResources,
): Map<string, { mapping: Mapping; functionId: string }> {
  const mappings = new Map<string, { mapping: Mapping; functionId: string }>();
  for (const [id, properties] of declared<MappingProperties>(template, 'AWS::Lambda::EventSourceMapping', resolve)) {
    const queueUrl = queueUrls.get(properties.EventSourceArn);
    if (queueUrl === undefined || properties.Enabled === false) continue;
    const mapping = {
      queueUrl,
      queueArn: properties.EventSourceArn,
      region,
      batchSize: properties.BatchSize ?? 10,
      windowSeconds: properties.MaximumBatchingWindowInSeconds ?? 0,
      maxConcurrency: properties.ScalingConfig?.MaximumConcurrency ?? accountConcurrency,
      reportsItemFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    };
    mappings.set(id, { mapping, functionId: properties.FunctionName });
  }
  return mappings;
}

/** Route key → logical id of the function behind it. */
export function declaredRoutes(
  template: Template,
  { resolve }: PhysicalResources,
): { apiId: string; targets: Map<string, string>; throttle: Throttle | undefined } {
  const integrations = new Map(
    declared<{ IntegrationUri: string }>(template, 'AWS::ApiGatewayV2::Integration', resolve),
  );
  const functionOf = new Map(
    declared(template, 'AWS::Lambda::Function', (value) => value).map(([id]) => [functionArn(id), id]),
  );
  const targets = new Map<string, string>();
  for (const [, { RouteKey, Target }] of declared<{ RouteKey: string; Target: string }>(
    template,
    'AWS::ApiGatewayV2::Route',
    resolve,
  )) {
    const uri = integrations.get(Target.replace('integrations/', ''))?.IntegrationUri ?? '';
    const id = functionOf.get(/arn:aws:lambda:[^/]*/.exec(uri)?.[0] ?? '');
    if (id) targets.set(RouteKey, id);
  }
  const [apiId = 'local'] = declared(template, 'AWS::ApiGatewayV2::Api', (value) => value).map(([id]) => id);
  const [stage] = declared<StageProperties>(template, 'AWS::ApiGatewayV2::Stage', resolve);
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = stage?.[1].DefaultRouteSettings ?? {};
  return { apiId, targets, throttle: rate === undefined || burst === undefined ? undefined : { rate, burst } };
}

function declared<Properties>(
  template: Template,
  type: string,
  resolve: (value: unknown) => unknown,
): [string, Properties][] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, resolve(resource.Properties ?? {}) as Properties]);
}
