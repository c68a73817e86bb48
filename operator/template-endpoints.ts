import * as z from 'zod';
import { catalogue } from '../lambdas/providers/catalogue.ts';
import type { Provider } from '../lambdas/providers/define-provider.ts';
import type { InboxEndpoint } from './inbox.ts';
import { OperatorError } from './operator-error.ts';

const EndpointMetadata = z.object({
  provider: z.string(),
  processor: z.string(),
  path: z.string(),
  queue: z.string(),
  deadLetterQueue: z.string(),
  secret: z.string().optional(),
  publicUrl: z.string().optional(),
  settings: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  definition: z.looseObject({ name: z.string(), samples: z.array(z.unknown()).min(1) }).optional(),
});

const Template = z.object({
  Metadata: z.object({
    WebhookInbox: z.object({
      version: z.literal(1),
      table: z.string(),
      api: z.string(),
      endpoints: z.record(z.string(), EndpointMetadata),
    }),
  }),
});

export type TemplateMetadata = z.infer<typeof Template>['Metadata']['WebhookInbox'];

/** What lib/ wrote into the template about the inbox. Throws OperatorError naming where the template came from. */
export function readTemplateMetadata(template: unknown, origin: string): TemplateMetadata {
  const result = Template.safeParse(template);
  if (result.success) return result.data.Metadata.WebhookInbox;
  throw new OperatorError(
    `${origin} is not the template of an inbox that this version understands: deploy or start it from this checkout`,
  );
}

export interface Located {
  /** The physical id of a logical id; undefined when the resource does not exist. */
  readonly physicalId: (logicalId: string) => string | undefined;
  readonly url: (endpoint: string, path: string) => string;
  readonly publicUrl: (endpoint: string) => string | undefined;
}

/** The endpoints with everything resolved. Throws OperatorError naming what is missing. */
export function resolveEndpoints(metadata: TemplateMetadata, located: Located): ReadonlyMap<string, InboxEndpoint> {
  return new Map(
    Object.entries(metadata.endpoints).map(([name, endpoint]) => {
      const url = located.url(name, endpoint.path);
      return [
        name,
        {
          name,
          provider: providerOf(name, endpoint),
          processor: endpoint.processor,
          url,
          publicUrl: located.publicUrl(name) ?? endpoint.publicUrl ?? url,
          queueUrl: requireId(endpoint.queue, located),
          deadLetterQueueUrl: requireId(endpoint.deadLetterQueue, located),
          ...(endpoint.settings ? { settings: endpoint.settings } : {}),
          secretArn: endpoint.secret === undefined ? null : requireId(endpoint.secret, located),
        },
      ];
    }),
  );
}

export function requireId(logicalId: string, { physicalId }: Pick<Located, 'physicalId'>): string {
  const id = physicalId(logicalId);
  if (id === undefined) throw new OperatorError(`the resource ${logicalId} of the template does not exist (yet)`);
  return id;
}

function providerOf(endpoint: string, { provider, definition }: TemplateMetadata['endpoints'][string]): Provider {
  // The definition is what defineProvider or customProvider made, written into the template as it is.
  if (definition) return definition as unknown as Provider;
  const known = catalogue.get(provider);
  if (known) return known;
  throw new OperatorError(
    `endpoint "${endpoint}" is of provider "${provider}", which this checkout does not have: use the one it was deployed from`,
  );
}
