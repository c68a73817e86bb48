import { join } from 'node:path';
import type { EndpointDefinition } from '../lambdas/providers/ingest-provider.ts';
import type { BundleEntry } from './bundle.ts';
import type { Endpoint } from './endpoints.ts';

const ingestFolder = join(import.meta.dirname, '..', 'lambdas', 'ingest');

/**
 * The ingest bundle's entry, written from the endpoints: it carries the definitions in use as data,
 * so that the size of the catalogue costs a cold start nothing.
 */
export function ingestEntry(endpoints: readonly Endpoint[]): BundleEntry {
  const definitions: Record<string, EndpointDefinition> = {};
  for (const { name, definition, publicUrl, settings } of endpoints) {
    const { name: provider, verification, eventId, eventType, handshakes, answers, deliveryMethods } = definition;
    definitions[name] = {
      provider: { name: provider, verification, eventId, eventType, handshakes, answers, deliveryMethods },
      ...(publicUrl ? { publicUrl } : {}),
      ...(settings ? { settings } : {}),
    };
  }
  return {
    resolveDir: ingestFolder,
    source: `import { startIngest } from './start-ingest.ts';\nexport const handler = await startIngest(${JSON.stringify(definitions)});\n`,
  };
}
