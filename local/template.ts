import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The message is one sentence for whoever started the stack. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  /** Name of the template condition under which the resource exists. */
  readonly Condition?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface Assembly {
  readonly stackName: string;
  /** Absolute. */
  readonly templatePath: string;
  readonly template: Template;
  /**
   * Absolute folder of what a function's `Code` names, by that property itself, its S3 key or the asset's hash.
   * Throws TemplateError when the assembly has no such folder.
   */
  assetPath(code: unknown): string;
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

const templateEnding = '.template.json';

/** Reads what `cdk synth` wrote: the template that describes an inbox, and where its assets lie. Throws TemplateError. */
export function readAssembly(directory: string): Assembly {
  const folder = resolve(directory);
  const candidates = listTemplates(folder).map((name) => ({
    name,
    template: readJson(join(folder, name)) as Template,
  }));
  const inboxes = candidates.filter(({ template }) => template.Metadata?.WebhookInbox !== undefined);
  const [inbox, another] = inboxes;
  if (!inbox) throw new TemplateError(`${folder} holds no template of a WebhookStack: declare one in bin/webhooks.ts.`);
  if (another) {
    const names = inboxes.map(({ name }) => stackNameOf(name)).join(' and ');
    throw new TemplateError(
      `The app declares the stacks ${names}, the local stack runs one: leave one in bin/webhooks.ts.`,
    );
  }
  const stackName = stackNameOf(inbox.name);
  const assets = readJson(join(folder, `${stackName}.assets.json`)) as AssetManifest;
  return {
    stackName,
    templatePath: join(folder, inbox.name),
    template: inbox.template,
    assetPath: (code) => findAsset(folder, assets, code),
  };
}

const stackNameOf = (file: string) => file.slice(0, -templateEnding.length);

function listTemplates(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(templateEnding));
  } catch {
    throw new TemplateError(`${folder} is not there: run \`npx cdk synth\`.`);
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new TemplateError(`${path} cannot be read as JSON: run \`npx cdk synth\` again.`);
  }
}

function findAsset(folder: string, { files = {} }: AssetManifest, code: unknown): string {
  const key = typeof code === 'object' && code !== null && 'S3Key' in code ? code.S3Key : code;
  for (const [hash, { source, destinations }] of Object.entries(files)) {
    const isIt = hash === key || Object.values(destinations).some(({ objectKey }) => objectKey === key);
    if (isIt && source.path !== undefined) return resolve(folder, source.path);
  }
  throw new TemplateError(
    `The assembly in ${folder} has no asset for the code ${JSON.stringify(code)}: run \`npx cdk synth\` again.`,
  );
}

export { createResolver } from './resolve-intrinsics.ts';
