import * as z from 'zod';
import type { Blueprint } from '../inbox.ts';
import { OperatorError } from '../operator-error.ts';

const Template = z.object({
  Metadata: z.object({
    WebhookInbox: z.object({
      table: z.string(),
      ingestFunction: z.string().optional(),
      /** The event type that processors complete without a handler; absent in templates from before there was one. */
      canary: z.string().optional(),
      endpoints: z.record(
        z.string(),
        z.object({
          queue: z.string(),
          deadLetterQueue: z.string(),
          path: z.string(),
          publicUrl: z.string().optional(),
        }),
      ),
    }),
  }),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const QueueProperties = z.object({
  VisibilityTimeout: z.coerce.number().optional(),
  RedrivePolicy: z.object({ maxReceiveCount: z.coerce.number() }).optional(),
});
const MappingProperties = z.object({
  EventSourceArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  Enabled: z.union([z.boolean(), z.string()]).optional(),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
});
const RunningFunction = z.object({ Properties: z.object({ Runtime: z.string() }) });
const TableProperties = z.object({ TimeToLiveSpecification: z.object({ AttributeName: z.string() }).optional() });

export interface DeclaredMapping {
  readonly logicalId: string;
  readonly enabled: boolean;
  readonly windowSeconds: number;
}

/** What the template says of one endpoint. */
export interface DeclaredEndpoint {
  readonly path: string;
  /** Of bin/webhooks.ts; null when the endpoint declares none of its own. */
  readonly publicUrl: string | null;
  readonly maxReceiveCount: number | null;
  readonly visibilityTimeout: number | null;
  readonly mappings: readonly DeclaredMapping[];
}

export interface DeclaredInbox {
  readonly endpoints: ReadonlyMap<string, DeclaredEndpoint>;
  /** `nodejs24.x` */
  readonly runtimes: readonly string[];
  readonly expiryAttribute: string | null;
  readonly ingestFunction: string | null;
  readonly canaryType: string | null;
}

/** What the template that runs declares. Throws OperatorError when it is not the template of an inbox. */
export function readBlueprint({ template }: Blueprint): DeclaredInbox {
  const parsed = Template.safeParse(template);
  if (!parsed.success) throw new OperatorError('the template that runs is not one that this version understands');
  const { Metadata, Resources } = parsed.data;
  const { endpoints, table, ingestFunction = null, canary = null } = Metadata.WebhookInbox;
  const properties = (id: string) => Resources[id]?.Properties ?? {};
  const mappings = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::Lambda::EventSourceMapping');
  const declared = Object.entries(endpoints).map(([name, { queue, path, publicUrl = null }]) => {
    const { data } = QueueProperties.safeParse(properties(queue));
    const endpoint: DeclaredEndpoint = {
      path,
      publicUrl,
      maxReceiveCount: data?.RedrivePolicy?.maxReceiveCount ?? null,
      visibilityTimeout: data?.VisibilityTimeout ?? null,
      mappings: mappings.flatMap(([id, { Properties }]) => mappingOf(queue, id, Properties)),
    };
    return [name, endpoint] as const;
  });
  return {
    endpoints: new Map(declared),
    runtimes: runtimesOf(template),
    expiryAttribute: TableProperties.safeParse(properties(table)).data?.TimeToLiveSpecification?.AttributeName ?? null,
    ingestFunction,
    canaryType: canary,
  };
}

/** The runtimes of the template's functions; none of what is no template. */
export function runtimesOf(template: unknown): readonly string[] {
  const { data } = z.object({ Resources: z.record(z.string(), z.unknown()) }).safeParse(template);
  const runtimes = Object.values(data?.Resources ?? {}).map(
    (resource) => RunningFunction.safeParse(resource).data?.Properties.Runtime,
  );
  return [...new Set(runtimes.filter((runtime) => runtime !== undefined))];
}

function mappingOf(queue: string, logicalId: string, properties: unknown): readonly DeclaredMapping[] {
  const { data } = MappingProperties.safeParse(properties);
  if (!data || data.EventSourceArn['Fn::GetAtt'][0] !== queue) return [];
  const enabled = String(data.Enabled ?? true) !== 'false';
  return [{ logicalId, enabled, windowSeconds: data.MaximumBatchingWindowInSeconds }];
}
