import { join } from 'node:path';
import type { Provider } from '../lambdas/providers/define-provider.ts';
import type { EndpointDefinition, IngestProvider } from '../lambdas/providers/ingest-provider.ts';
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
    definitions[name] = {
      provider: forIngest(definition),
      ...(publicUrl ? { publicUrl } : {}),
      ...(settings ? { settings } : {}),
    };
  }
  return {
    resolveDir: ingestFolder,
    source: `import { startIngest } from './start-ingest.ts';\nexport const handler = await startIngest(${JSON.stringify(definitions)});\n`,
  };
}

const ingestFields = [
  'name',
  'verification',
  'eventId',
  'unsignedId',
  'eventType',
  'handshakes',
  'answers',
  'deliveryMethods',
] as const satisfies readonly (keyof IngestProvider)[];

/** Neither samples nor what is written for people. */
const forIngest = (definition: Provider): IngestProvider =>
  Object.fromEntries(
    ingestFields.flatMap((field) => (definition[field] === undefined ? [] : [[field, definition[field]]])),
  ) as unknown as IngestProvider;
