import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { localAccountId, localRegion } from './queues-and-buckets.ts';
import { writeFileDurably } from './write-file-durably.ts';

export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  /** Staging labels: `AWSCURRENT`, `AWSPREVIOUS`, or one's own; a label is on one version at most. */
  readonly stages: readonly string[];
  readonly createdMs: number;
}

export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly createdMs: number;
  /** Newest first; those without a label are dropped, as AWS drops its deprecated versions. */
  readonly versions: readonly SecretVersion[];
}

export interface SecretStore {
  list(): readonly Secret[];
  /** By name, ARN, or ARN without its random suffix. */
  find(id: string): Secret | undefined;
  /** Keeps the secret that has this name. */
  create(name: string, nowMs: number): Secret;
  /** A token that was used before changes nothing, so that a client may send again. Returns the version's id. */
  put(
    secret: Secret,
    value: string,
    options: { nowMs: number; token?: string; stages?: readonly string[] },
  ): SecretVersion;
  moveStage(secret: Secret, stage: string, toVersion: string | undefined): void;
  delete(secret: Secret): void;
}

const current = 'AWSCURRENT';
const previous = 'AWSPREVIOUS';

/** Secrets in a file (0600, replaced at once, flushed to disk before a write is answered), or in memory when `path` is absent. */
export function openSecretStore(path: string | undefined): SecretStore {
  const secrets = new Map<string, Secret>(path ? read(path).map((secret) => [secret.name, secret]) : []);
  const save = (secret: Secret) => {
    secrets.set(secret.name, secret);
    persist();
  };
  const persist = () => {
    if (path)
      writeFileDurably(path, `${JSON.stringify({ version: 1, secrets: [...secrets.values()] }, undefined, 1)}\n`);
  };
  return {
    list: () => [...secrets.values()],
    find: (id) => secrets.get(id) ?? [...secrets.values()].find(({ arn }) => arn === id || arn.slice(0, -7) === id),
    create: (name, nowMs) => {
      const existing = secrets.get(name);
      if (existing) return existing;
      const secret = { name, arn: newArn(name), createdMs: nowMs, versions: [] };
      save(secret);
      return secret;
    },
    put: (secret, value, { nowMs, token, stages = [current] }) => {
      const known = secret.versions.find(({ id }) => id === token);
      if (known) return known;
      const version = { id: token ?? randomUUID(), value, stages, createdMs: nowMs };
      save({ ...secret, versions: withNewest(secret.versions, version) });
      return version;
    },
    moveStage: (secret, stage, toVersion) =>
      save({ ...secret, versions: withStage(secret.versions, stage, toVersion) }),
    delete: (secret) => {
      secrets.delete(secret.name);
      persist();
    },
  };
}

/** Suffix of six characters, as AWS appends. */
const newArn = (name: string) =>
  `arn:aws:secretsmanager:${localRegion}:${localAccountId}:secret:${name}-${randomBytes(3).toString('hex')}`;

function withNewest(versions: readonly SecretVersion[], newest: SecretVersion): SecretVersion[] {
  const replacesCurrent = newest.stages.includes(current);
  const older = versions.map((version) => {
    const kept = version.stages.filter(
      (stage) => !newest.stages.includes(stage) && !(replacesCurrent && stage === previous),
    );
    const wasCurrent = replacesCurrent && version.stages.includes(current);
    return { ...version, stages: wasCurrent ? [...kept, previous] : kept };
  });
  return [newest, ...older].filter(({ stages }) => stages.length > 0);
}

function withStage(versions: readonly SecretVersion[], stage: string, toVersion: string | undefined): SecretVersion[] {
  const holder = versions.find(({ stages }) => stages.includes(stage));
  return versions
    .map((version) => {
      // Moving AWSCURRENT labels the version it leaves AWSPREVIOUS.
      const becomesPrevious = stage === current && version === holder && version.id !== toVersion;
      const kept = version.stages.filter((label) => label !== stage && !(stage === current && label === previous));
      if (version.id === toVersion) return { ...version, stages: [...kept, stage] };
      return { ...version, stages: becomesPrevious ? [...kept, previous] : kept };
    })
    .filter(({ stages }) => stages.length > 0);
}

function read(path: string): Secret[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const { secrets } = parse(text) as { secrets?: unknown };
  if (!Array.isArray(secrets)) throw new Error('it lists no secrets');
  return secrets;
}

/** The parser's own message would quote the file, and with it secrets. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
}
