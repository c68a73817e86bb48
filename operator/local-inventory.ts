import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { LocatedInbox } from './inbox.ts';
import { OperatorError } from './operator-error.ts';
import { readTemplateMetadata, requireId, resolveEndpoints } from './template-endpoints.ts';

const Stack = z.object({
  pid: z.int().positive(),
  url: z.url(),
  region: z.string(),
  services: z.object({ sqs: z.url(), dynamodb: z.url(), secretsmanager: z.url(), s3: z.url().optional() }),
  template: z.string(),
  resources: z.record(z.string(), z.string()),
  journal: z.string(),
  publicUrls: z.record(z.string(), z.string()).default({}),
  /** Absent: the one in cdk.json. */
  app: z.string().optional(),
});

/** As the local stack has it: made up, unless the environment has some for a service of the user's own. */
function credentialsFor(services: object, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }: NodeJS.ProcessEnv) {
  const own = Object.values(services).some((url: string) => new URL(url).hostname !== '127.0.0.1');
  return own && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY
    ? { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY }
    : { accessKeyId: 'local', secretAccessKey: 'local' };
}

/** `.inbox` of the project, or where INBOX_STATE_DIR says. */
function stateFolder(variables: NodeJS.ProcessEnv): string {
  return variables.INBOX_STATE_DIR || join(import.meta.dirname, '..', '.inbox');
}

/** The inbox that `npm start` runs on this machine; null when none does. Throws OperatorError when the state is damaged. */
export async function findLocalInbox(variables: NodeJS.ProcessEnv): Promise<LocatedInbox | null> {
  const folder = stateFolder(variables);
  const path = join(folder, 'stack.json');
  const text = await readOptional(path);
  if (text === null) return null;
  const parsed = Stack.safeParse(parseJson(text));
  if (!parsed.success)
    throw new OperatorError(`${path} is damaged: stop the inbox and start it again with \`npm start\``);
  const stack = parsed.data;
  if (!isAlive(stack.pid)) return null;

  const templateText = await readOptional(stack.template);
  if (templateText === null)
    throw new OperatorError(`${stack.template} is gone: start the inbox again with \`npm start\``);
  const template = parseJson(templateText);
  const metadata = readTemplateMetadata(template, stack.template);
  const located = {
    physicalId: (logicalId: string) => stack.resources[logicalId],
    url: (_: string, path: string) => stack.url + path,
    publicUrl: (endpoint: string) => stack.publicUrls[endpoint],
  };
  return {
    kind: 'local',
    endpoints: resolveEndpoints(metadata, located),
    tableName: requireId(metadata.table, located),
    aws: { region: stack.region, credentials: credentialsFor(stack.services, variables), serviceUrls: stack.services },
    journalPath: stack.journal,
    logGroups: [],
    signingKeysPath: join(folder, 'signing-keys.json'),
    blueprint: {
      template,
      physicalIds: new Map(Object.entries(stack.resources)),
      outputs: new Map(),
      stackName: null,
      appFile: stack.app ?? null,
    },
  };
}

async function readOptional(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new OperatorError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
