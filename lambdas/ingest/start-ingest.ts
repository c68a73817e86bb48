import type { EndpointDefinition } from '../providers/ingest-provider.ts';
import { createSecretCache } from '../runtime/secret-cache.ts';
import { createAwsPorts } from './aws-ports.ts';
import { createIngestHandler, type IngestHandler } from './handler.ts';
import { openSockets } from './open-sockets.ts';

/** Beyond this many endpoints secrets are read when first needed: a cold start serves one delivery, not all of them. */
const prefetchedSecrets = 12;

/**
 * What the bundle's entry awaits: everything slow happens in Lambda's init phase, before the first delivery.
 * Throws ConfigurationError when an environment variable is missing.
 */
export async function startIngest(definitions: Readonly<Record<string, EndpointDefinition>>): Promise<IngestHandler> {
  const ports = createAwsPorts(process.env);
  const secrets = createSecretCache(ports.secretValue, ports.nowMs);
  const arns = [...ports.environment.endpoints.values()].map(({ secretArn }) => secretArn);
  await Promise.all([
    openSockets(process.env),
    ...(arns.length <= prefetchedSecrets ? arns.map((arn) => secrets.get(arn)) : []),
  ]);
  return createIngestHandler(definitions, ports, secrets);
}
