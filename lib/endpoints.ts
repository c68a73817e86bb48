import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, type ProviderName } from '../lambdas/providers/catalogue.ts';
import { customProvider } from '../lambdas/providers/custom-provider.ts';
import type { Batch, Provider } from '../lambdas/providers/define-provider.ts';
import type { Part } from '../lambdas/verification/parts.ts';
import type { VerificationScheme } from '../lambdas/verification/scheme.ts';
import type { EventProcessorProps } from './event-processor.ts';
import { nearest } from './nearest.ts';
import { UserMistake } from './user-mistake.ts';

/** One URL of the inbox: one provider, one secret, one queue, one processor. */
export interface EndpointProps extends EventProcessorProps {
  /** A name of the catalogue, or a verification scheme of your own: `hmac({ … })`, `standardWebhooks({ … })`, … */
  readonly provider: ProviderName | VerificationScheme;
  /** File in the processors' folder, without `.ts`. */
  readonly processor: string;
  /**
   * Where the event id stands; for a scheme of your own.
   * @default the catalogue's, or the hash of the raw body
   */
  readonly eventId?: readonly Part[];
  /**
   * Where the event type stands; for a scheme of your own.
   * @default the catalogue's, or the JSON field `type`
   */
  readonly eventType?: readonly Part[];
  /**
   * Where a delivery's events stand when it carries many; for a scheme of your own.
   * @default the catalogue's, or one event a delivery
   */
  readonly batch?: Batch;
  /**
   * The URL registered with the provider when it is not the API's own, for providers that sign it. Without a query string.
   * @default the stack's public URL and `/hooks/<endpoint>`
   */
  readonly publicUrl?: string;
}

export interface Endpoint extends EndpointProps {
  readonly name: string;
  readonly definition: Provider;
  readonly custom: boolean;
  readonly entry: string;
}

const namePattern = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** Checks every endpoint of the app. Throws UserMistake. */
export function readEndpoints(
  endpoints: Readonly<Record<string, EndpointProps>>,
  processorsDirectory: string,
): readonly Endpoint[] {
  const names = Object.keys(endpoints);
  if (names.length === 0)
    throw new UserMistake('endpoints is empty: declare at least one endpoint in bin/webhooks.ts.');
  checkEnvironmentSize(names);
  return Object.entries(endpoints).map(([name, props]) => readEndpoint(name, props, processorsDirectory));
}

/** What Lambda allows for all variables together, in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const environmentLimit = 4096;
/** Table, bucket, three base URLs and the variables' names; and, an endpoint, its secret's name and the JSON around it. */
const fixedBytes = 700;
const endpointBytes = 104;

function checkEnvironmentSize(names: readonly string[]): void {
  const bytes = names.reduce((sum, name) => sum + 2 * name.length + endpointBytes, fixedBytes);
  if (bytes > environmentLimit) {
    throw new UserMistake(
      `${names.length} endpoints do not fit into the environment of one ingest function: move some of them to a second WebhookStack.`,
    );
  }
}

function readEndpoint(name: string, props: EndpointProps, processorsDirectory: string): Endpoint {
  if (!namePattern.test(name)) {
    throw new UserMistake(
      `endpoint name '${name}' cannot stand in a URL: use up to 40 lower-case letters, digits and hyphens, beginning with a letter.`,
    );
  }
  if (props.publicUrl !== undefined) checkPublicUrl(`publicUrl of endpoint '${name}'`, props.publicUrl);
  const custom = typeof props.provider !== 'string';
  return {
    ...props,
    name,
    custom,
    definition: definitionOf(name, props),
    entry: processorFile(name, props.processor, processorsDirectory),
  };
}

function definitionOf(name: string, { provider, eventId, eventType, batch }: EndpointProps): Provider {
  const options = { ...(eventId && { eventId }), ...(eventType && { eventType }), ...(batch && { batch }) };
  if (typeof provider !== 'string') return customProvider(name, provider, options);
  const known = catalogue.get(provider);
  if (known) return { ...known, ...options };
  const near = nearest(provider, catalogue.keys());
  throw new UserMistake(
    `endpoint '${name}' names the provider '${provider}', which is not in the catalogue${near ? `: did you mean '${near}'?` : ': use one of its names, or a scheme such as hmac({ … }).'}`,
  );
}

function processorFile(endpoint: string, processor: string, directory: string): string {
  const file = join(directory, `${processor}.ts`);
  if (/^[a-z0-9][a-z0-9-]*$/.test(processor) && existsSync(file)) return file;
  const files = existsSync(directory) ? readdirSync(directory) : [];
  const near = nearest(
    processor,
    files.filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3)),
  );
  throw new UserMistake(
    `endpoint '${endpoint}' names the processor '${processor}', but there is no ${processor}.ts in the processors' folder${near ? `: did you mean '${near}'?` : ': write it there.'}`,
  );
}

/** Throws UserMistake unless it is an http(s) URL without query string, fragment and trailing slash. */
export function checkPublicUrl(what: string, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fine = url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && !/[?#]$/.test(text);
  if (!fine) {
    throw new UserMistake(`${what} is '${text}': it must be the URL that the provider calls, without query string.`);
  }
}
