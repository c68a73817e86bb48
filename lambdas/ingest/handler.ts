import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { EndpointDefinition } from '../providers/ingest-provider.ts';
import { createKeyCache } from '../runtime/key-cache.ts';
import { createSecretCache, type SecretCache } from '../runtime/secret-cache.ts';
import type { Settings } from '../verification/webhook-request.ts';
import { type IngestEndpoint, ingest } from './ingest.ts';
import type { IngestPorts } from './ingest-ports.ts';
import { journalDelivery } from './journal-delivery.ts';
import type { IngestOutcome } from './outcome.ts';
import { toWebhookRequest } from './to-webhook-request.ts';

export type IngestHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

type Endpoint = IngestEndpoint & { readonly publicUrl: string; readonly settings?: Settings };

const route = /^(?:POST|GET|HEAD|PUT|DELETE|PATCH) \/hooks\/([a-z][a-z0-9-]*)$/;

function resolveEndpoints(
  definitions: Readonly<Record<string, EndpointDefinition>>,
  { endpoints, publicUrlBase }: IngestPorts['environment'],
): ReadonlyMap<string, Endpoint> {
  const resolved = new Map<string, Endpoint>();
  for (const [name, { provider, publicUrl, settings }] of Object.entries(definitions)) {
    const resources = endpoints.get(name);
    if (resources) {
      const url = publicUrl ?? `${publicUrlBase}/hooks/${name}`;
      resolved.set(name, { name, provider, publicUrl: url, ...(settings ? { settings } : {}), ...resources });
    }
  }
  return resolved;
}

/** The Lambda function behind every endpoint's route. `ports` are what it reaches outside: AWS, or a test's. */
export function createIngestHandler(
  definitions: Readonly<Record<string, EndpointDefinition>>,
  ports: IngestPorts,
  secrets: SecretCache = createSecretCache(ports.secretValue, ports.nowMs),
): IngestHandler {
  const keys = createKeyCache(ports.fetchKey, ports.nowMs, ports.trustedCertificates);
  const endpoints = resolveEndpoints(definitions, ports.environment);
  const endpointOf = (event: APIGatewayProxyEventV2) => endpoints.get(route.exec(event.routeKey)?.[1] ?? '') ?? null;

  const receive = async (event: APIGatewayProxyEventV2): Promise<IngestOutcome> => {
    const endpoint = endpointOf(event);
    if (!endpoint) return { kind: 'unknown_endpoint' };
    const request = toWebhookRequest(event, endpoint);
    return ingest(
      ports,
      { secrets, keys },
      { endpoint, request, traceHeader: request.headers.get('x-amzn-trace-id') ?? null },
    );
  };

  const journal = journalDelivery(ports, (event) => {
    const endpoint = endpointOf(event);
    return endpoint && { name: endpoint.name, unsigned: endpoint.provider.verification.kind === 'unsigned' };
  });
  // The journal replaces the outcome by the response, which middy's types cannot say.
  return middy().use(journal).handler(receive) as unknown as IngestHandler;
}
