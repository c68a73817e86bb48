import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Duration } from 'aws-cdk-lib';
import { catalogue, type ProviderName } from '../lambdas/providers/catalogue.ts';
import { customProvider } from '../lambdas/providers/custom-provider.ts';
import type { Batch, Provider } from '../lambdas/providers/define-provider.ts';
import { hasUnsignedId } from '../lambdas/providers/unsigned-id.ts';
import { nearest } from '../lambdas/runtime/nearest.ts';
import type { Part } from '../lambdas/verification/parts.ts';
import type { VerificationScheme } from '../lambdas/verification/scheme.ts';
import type { Settings } from '../lambdas/verification/webhook-request.ts';
import { checkSettings } from './check-settings.ts';
import type { ProcessorSettings } from './processor-settings.ts';
import { checkPublicUrl } from './public-url.ts';
import { UserMistake } from './user-mistake.ts';

/** One URL of the inbox: one provider, one secret, one queue, one processor. */
export interface EndpointProps extends ProcessorSettings {
  /** A name of the catalogue, or a verification scheme of your own: `hmac({ … })`, `standardWebhooks({ … })`, … */
  readonly provider: ProviderName | VerificationScheme;
  /** File in the processors' folder, without `.ts`. */
  readonly processor: string;
  /**
   * Where the event id stands, first that is there; mostly for a scheme of your own.
   * @default the catalogue's, or the hash of the raw body
   */
  readonly eventId?: readonly Part[];
  /**
   * Where the event type stands, first that is there; mostly for a scheme of your own.
   * @default the catalogue's, or the JSON field `type`
   */
  readonly eventType?: readonly Part[];
  /**
   * Where a delivery's events stand when it carries many; mostly for a scheme of your own.
   * @default the catalogue's, or one event a delivery
   */
  readonly batch?: Batch;
  /**
   * The URL registered with the provider when it is not the API's own, for providers that sign it:
   * exactly as registered, query string and all.
   * @default the stack's public URL and `/hooks/<endpoint>`
   */
  readonly publicUrl?: string;
  /** What the provider's definition asks for beside the secret: `npm run inbox providers <name>` lists it. Not for secrets. */
  readonly settings?: Settings;
  /**
   * How often the provider delivers at least. An alarm is raised when nothing was taken for three times as long
   * (`alarms.silence`), up to seven days in all; and at once until the provider is registered.
   * @default no such alarm
   */
  readonly expectEvery?: Duration;
}

/** An endpoint whose every name was checked. */
export interface Endpoint extends EndpointProps {
  readonly name: string;
  /** The name in PascalCase, unique in the stack. */
  readonly id: string;
  readonly definition: Provider;
  /** Whether the definition is not the catalogue's as it stands there. */
  readonly custom: boolean;
  /** The processor's file. */
  readonly entry: string;
}

/** Words joined by single hyphens; the length leaves room for the stack's name in the names of queues (80 characters). */
const namePattern = /^(?=.{1,40}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Checks every endpoint of the app. Throws UserMistake. */
export function readEndpoints(
  declared: Readonly<Record<string, EndpointProps>>,
  processorsDirectory: string,
): readonly Endpoint[] {
  const endpoints = Object.entries(declared).map(([name, props]) => readEndpoint(name, props, processorsDirectory));
  if (endpoints.length === 0) {
    throw new UserMistake('endpoints is empty: declare at least one endpoint in bin/webhooks.ts.');
  }
  const byId = new Map<string, string>();
  for (const { id, name } of endpoints) {
    const other = byId.get(id);
    if (other) throw new UserMistake(`endpoints '${other}' and '${name}' are both ${id}Url as outputs: rename one.`);
    byId.set(id, name);
  }
  return endpoints;
}

function readEndpoint(name: string, props: EndpointProps, processorsDirectory: string): Endpoint {
  if (!namePattern.test(name)) {
    throw new UserMistake(
      `endpoint name '${name}' cannot stand in a URL: write up to 40 lower-case letters and digits, words joined by single hyphens, like acme-billing.`,
    );
  }
  if (props.publicUrl !== undefined)
    checkPublicUrl(`publicUrl of endpoint '${name}'`, props.publicUrl, { query: true });
  const { provider, eventId, eventType, batch, settings = {} } = props;
  const definition = definitionOf(name, props);
  // A scheme of the user's own reads whatever settings it names.
  if (typeof provider === 'string') checkSettings(name, definition, settings);
  return {
    ...props,
    name,
    id: name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    custom: typeof provider !== 'string' || Boolean(eventId || eventType || batch),
    definition,
    entry: processorFile(name, props.processor, processorsDirectory),
  };
}

function definitionOf(name: string, { provider, eventId, eventType, batch }: EndpointProps): Provider {
  const options = { ...(eventId && { eventId }), ...(eventType && { eventType }), ...(batch && { batch }) };
  if (typeof provider !== 'string') {
    if (provider) return customProvider(name, provider, options);
    throw new UserMistake(`endpoint '${name}' names no provider: write its name, or a scheme such as hmac({ … }).`);
  }
  const known = catalogue.get(provider);
  if (known)
    return { ...known, ...options, ...(eventId && hasUnsignedId(known.verification, eventId) && { unsignedId: true }) };
  const near = nearest(provider, catalogue.keys());
  const right = near
    ? `did you mean '${near}'?`
    : `'npm run inbox providers' lists it, and a scheme such as hmac({ … }) needs no entry.`;
  throw new UserMistake(`endpoint '${name}' names the provider '${provider}', which is not in the catalogue: ${right}`);
}

function processorFile(endpoint: string, processor: string, directory: string): string {
  const file = join(directory, `${processor}.ts`);
  if (/^[a-z0-9][a-z0-9-]*$/i.test(processor) && existsSync(file)) return file;
  const files = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.ts')) : [];
  const near = nearest(
    processor,
    files.map((name) => name.slice(0, -'.ts'.length)),
  );
  const wanted = relative(process.cwd(), file);
  throw new UserMistake(
    `endpoint '${endpoint}' names the processor '${processor}', but there is no ${wanted}: ${near ? `did you mean '${near}'?` : 'write one.'}`,
  );
}
