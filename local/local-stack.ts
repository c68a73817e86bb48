import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createAssemblies } from './assemblies.ts';
import { createDeployment, type Deployment } from './deployment.ts';
import { type HttpApi, startHttpApi } from './http-api.ts';
import { type EndpointMetadata, readInboxMetadata } from './inbox-metadata.ts';
import { openJournal } from './journal.ts';
import { ensureLocalSecrets } from './local-secrets.ts';
import { accountId, createResources, type PhysicalResources, region } from './physical-resources.ts';
import { createPublishedKeys, type PublishedKeys } from './published-keys.ts';
import { type Services, startServices } from './services.ts';
import { openStateFolder } from './state-folder.ts';
import type { Assembly } from './template.ts';
import { openTunnel, type Tunnel } from './tunnel.ts';
import { watchSources } from './watch.ts';
import { writeFileDurably } from './write-file-durably.ts';

export interface LocalStackOptions {
  readonly projectDirectory: string;
  readonly stateDirectory: string;
  /** File of the CDK app. @default the command in cdk.json */
  readonly appFile?: string | undefined;
  /** 0 picks a free one. */
  readonly port: number;
  readonly ephemeral: boolean;
  readonly reset: boolean;
  readonly tunnel: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

export interface LocalEndpoint extends EndpointMetadata {
  readonly url: string;
  /** The newest secret or the public key; undefined when it is malformed. */
  readonly configuredSecret: string | undefined;
}

export interface LocalStack {
  readonly url: string;
  readonly directory: string;
  readonly endpoints: () => readonly LocalEndpoint[];
  readonly stop: () => Promise<void>;
}

/** How long invocations under way may take to end once the stack stops. */
const graceMs = 1_200;

/**
 * Starts the inbox that the CDK app declares, with its bundles unmodified.
 * Throws SynthError, StateFolderError, TemplateError or TunnelError with a sentence for whoever started it, and the
 * listening error when the port is taken.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: LocalStackOptions,
  undo: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<LocalStack> {
  const { print } = options;
  const folder = await openStateFolder({
    directory: options.stateDirectory,
    ephemeral: options.ephemeral,
    reset: options.reset,
  });
  undo.push(() => folder.release());
  const api = await startHttpApi(options.port);
  undo.push(() => api.stop());
  const tunnel = options.tunnel ? await openTunnel(api.port, options.environment.NGROK_AUTHTOKEN) : null;
  if (tunnel) undo.push(() => tunnel.close());

  const assemblies = createAssemblies(join(folder.dataDirectory, 'assemblies'), options);
  const synth = new AbortController();
  const [services, assembly] = await both(
    startServices({
      stateDirectory: folder.dataDirectory,
      ephemeral: options.ephemeral,
      environment: options.environment,
      warn: print,
    }).then(
      (started) => {
        undo.push(() => started.stop());
        return started;
      },
      (error: unknown) => {
        synth.abort();
        throw error;
      },
    ),
    assemblies.next(synth.signal),
  );
  const journalPath = join(folder.dataDirectory, 'journal.ndjson');
  const journal = openJournal(journalPath, print);
  undo.push(() => journal.close());
  const deployment = createDeployment(services, api, journal.write);
  undo.push(() => deployment.stop(graceMs));

  const keys = createPublishedKeys(folder.directory);
  undo.push(() => keys.stop());
  const world = { keys, options, directory: folder.directory, journalPath, api, tunnel, services, deployment };
  let endpoints = await apply(world, assembly);
  assemblies.use(assembly);
  undo.push(() => rmSync(stackFile(folder.directory), { force: true }));
  undo.push(
    watchSources(options, async () => {
      try {
        const changed = await assemblies.next();
        endpoints = await apply(world, changed);
        assemblies.use(changed);
        print('The app has changed: the new template is in use.');
      } catch (error) {
        print(`The app has changed but is not used: ${(error as Error).message}`);
      }
    }),
  );
  return { url: `http://127.0.0.1:${api.port}`, directory: folder.directory, endpoints: () => endpoints, stop };
}

/** Waits for both, so that what one of them started is known when the other fails. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}

interface World {
  readonly options: LocalStackOptions;
  readonly directory: string;
  readonly journalPath: string;
  readonly api: HttpApi;
  readonly tunnel: Tunnel | null;
  readonly services: Services;
  readonly deployment: Deployment;
  readonly keys: PublishedKeys;
}

const stackFile = (directory: string) => join(directory, 'stack.json');

async function apply(world: World, assembly: Assembly): Promise<readonly LocalEndpoint[]> {
  const { options, directory, api, tunnel, services, deployment } = world;
  const url = `http://127.0.0.1:${api.port}`;
  const publicUrl = tunnel?.url ?? url;
  const resources = await createResources(assembly.stackName, assembly.template, services, {
    publicUrl,
    warn: options.print,
  });
  const { endpoints, ingestFunction } = readInboxMetadata(assembly.template);
  const secrets = await ensureLocalSecrets(
    services,
    endpoints.map(({ name, provider, secret }) => ({ name, provider, secretArn: resources.ids.get(secret) ?? '' })),
    directory,
  );
  await deployment.apply(assembly, resources, await world.keys.variables(endpoints));
  await deployment.warmUp(ingestFunction);
  const urlOf = ({ path }: EndpointMetadata) => `${publicUrl}${path}`;
  describe(
    world,
    assembly,
    resources,
    Object.fromEntries(endpoints.map((one) => [one.name, one.publicUrl ?? urlOf(one)])),
  );
  return endpoints.map((one) => ({ ...one, url: urlOf(one), configuredSecret: secrets.get(one.name) }));
}

/** Tells the command line what runs where. */
function describe(
  { options, api, services, directory, journalPath }: World,
  { templatePath }: Assembly,
  { ids }: PhysicalResources,
  publicUrls: Readonly<Record<string, string>>,
): void {
  const description = {
    pid: process.pid,
    url: `http://127.0.0.1:${api.port}`,
    region,
    accountId,
    services: services.endpoints,
    template: templatePath,
    resources: Object.fromEntries(ids),
    journal: journalPath,
    publicUrls,
    ...(options.appFile ? { app: options.appFile } : {}),
  };
  writeFileDurably(stackFile(directory), `${JSON.stringify(description, null, 1)}\n`);
}
