import { availableParallelism } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { type Mapping, type RunningMapping, startMapping } from './event-source-mapping.ts';
import type { HttpApi, Invoke } from './http-api.ts';
import { createLambdaFunction, type LambdaFunction } from './lambda-function.ts';
import type { FunctionSettings } from './lambda-process.ts';
import { accountId, functionArn, type PhysicalResources, region } from './physical-resources.ts';
import type { Services } from './services.ts';
import type { Assembly, Template } from './template.ts';

interface FunctionProperties {
  readonly Code: unknown;
  readonly Handler: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly ReservedConcurrentExecutions?: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
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

type OnOutput = (functionName: string, line: string) => void;

interface Running<C> {
  readonly configuration: C;
  readonly mapping: RunningMapping;
}

/** Batches that are processed at a time: more processes would only wait for the processor. */
const batchLimit = Math.max(2, availableParallelism());

/** Functions, mappings and routes as the template declares them; applied again, it changes what differs. */
export class Deployment {
  private readonly services: Services;
  private readonly api: HttpApi;
  private readonly onOutput: OnOutput;
  private readonly functions = new Map<string, LambdaFunction>();
  private readonly configurations = new Map<string, FunctionSettings>();
  private readonly mappings = new Map<string, Running<Omit<Mapping, 'invoke'>>>();

  constructor(services: Services, api: HttpApi, onOutput: OnOutput) {
    this.services = services;
    this.api = api;
    this.onOutput = onOutput;
  }

  async apply(assembly: Assembly, resources: PhysicalResources): Promise<void> {
    this.applyFunctions(assembly, resources);
    await this.applyMappings(assembly.template, resources);
    this.applyRoutes(assembly.template, resources);
  }

  async warmUp(logicalId: string): Promise<void> {
    await this.functions.get(logicalId)?.warmUp();
  }

  /** Lets invocations under way end, for as long as `graceMs` allows. */
  async stop(graceMs: number): Promise<void> {
    const mappings = [...this.mappings.values()].map(({ mapping }) => mapping.stop());
    await Promise.race([Promise.all(mappings), new Promise((resolve) => setTimeout(resolve, graceMs))]);
    await Promise.all([...this.functions.values()].map((running) => running.stop()));
  }

  private applyFunctions(assembly: Assembly, { resolve }: PhysicalResources): void {
    for (const [id, properties] of declared<FunctionProperties>(assembly.template, 'AWS::Lambda::Function', resolve)) {
      const configuration = this.configure(id, properties, assembly.assetPath(properties.Code));
      const before = this.configurations.get(id);
      if (before && isDeepStrictEqual(before, configuration)) continue;
      this.configurations.set(id, configuration);
      const running = this.functions.get(id);
      if (running) running.update(configuration);
      else
        this.functions.set(
          id,
          createLambdaFunction(configuration, (line) => this.onOutput(id, line)),
        );
    }
  }

  private configure(id: string, properties: FunctionProperties, taskRoot: string): FunctionSettings {
    const { sqs, s3, dynamodb, secretsmanager } = this.services.endpoints;
    return {
      name: id,
      arn: functionArn(id),
      taskRoot,
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout ?? 3,
      memoryMb: properties.MemorySize ?? 128,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      variables: {
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        ...properties.Environment?.Variables,
        AWS_ENDPOINT_URL_SQS: sqs,
        AWS_ENDPOINT_URL_S3: s3,
        AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsmanager,
      },
    };
  }

  private async applyMappings(template: Template, { resolve, queueUrls }: PhysicalResources): Promise<void> {
    const wanted = new Map<string, { configuration: Omit<Mapping, 'invoke'>; functionId: string }>();
    for (const [id, properties] of declared<MappingProperties>(template, 'AWS::Lambda::EventSourceMapping', resolve)) {
      const queueUrl = queueUrls.get(properties.EventSourceArn);
      if (!queueUrl || properties.Enabled === false) continue;
      wanted.set(id, { configuration: configureMapping(properties, queueUrl), functionId: properties.FunctionName });
    }
    for (const [id, { configuration, mapping }] of this.mappings) {
      if (isDeepStrictEqual(wanted.get(id)?.configuration, configuration)) continue;
      this.mappings.delete(id);
      await mapping.stop();
    }
    for (const [id, { configuration, functionId }] of wanted) {
      if (this.mappings.has(id)) continue;
      const invoke = (payload: string) => this.invoke(functionId, payload, null);
      this.mappings.set(id, {
        configuration,
        mapping: startMapping(this.services.sqsClient, { ...configuration, invoke }),
      });
    }
  }

  private applyRoutes(template: Template, { resolve }: PhysicalResources): void {
    const integrations = new Map(
      declared<{ IntegrationUri: string }>(template, 'AWS::ApiGatewayV2::Integration', resolve),
    );
    const targets = new Map<string, Invoke>();
    for (const [, route] of declared<{ RouteKey: string; Target: string }>(
      template,
      'AWS::ApiGatewayV2::Route',
      resolve,
    )) {
      const uri = integrations.get(route.Target.replace('integrations/', ''))?.IntegrationUri ?? '';
      const id = [...this.functions.keys()].find((logicalId) => uri.includes(functionArn(logicalId)));
      if (id) targets.set(route.RouteKey, (payload, trace) => this.invoke(id, payload, trace));
    }
    const [stage] = declared<{
      DefaultRouteSettings?: { ThrottlingRateLimit?: number; ThrottlingBurstLimit?: number };
    }>(template, 'AWS::ApiGatewayV2::Stage', resolve);
    const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = stage?.[1].DefaultRouteSettings ?? {};
    const throttle = rate !== undefined && burst !== undefined ? { rate, burst } : undefined;
    this.api.serve({ apiId: accountId, targets, throttle });
  }

  private invoke(functionId: string, payload: string, traceHeader: string | null) {
    const target = this.functions.get(functionId);
    if (!target) throw new Error(`the template maps to ${functionId}, which is no function of it`);
    return target.invoke(payload, traceHeader ?? undefined);
  }
}

function configureMapping(properties: MappingProperties, queueUrl: string): Omit<Mapping, 'invoke'> {
  return {
    queueUrl,
    queueArn: properties.EventSourceArn,
    region,
    batchSize: properties.BatchSize ?? 10,
    windowSeconds: properties.MaximumBatchingWindowInSeconds ?? 0,
    maxConcurrency: Math.min(properties.ScalingConfig?.MaximumConcurrency ?? batchLimit, batchLimit),
    reportsItemFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
  };
}

function declared<P>(template: Template, type: string, resolve: (value: unknown) => unknown): [string, P][] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, resolve(resource.Properties ?? {}) as P]);
}
