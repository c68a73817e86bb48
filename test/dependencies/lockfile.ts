import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sbom.ts';

export interface LockedPackage {
  /** Where it is installed under another name. */
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** By path below node_modules, without the repository itself. */
export function readLockfile(): readonly (readonly [path: string, LockedPackage])[] {
  const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
  return Object.entries(lockfile.packages).filter(([path]) => path !== '');
}

/** https://github.com/package-url/purl-spec; the same for a package that is installed under another name. */
export function purlOf([path, { name, version }]: readonly [string, LockedPackage]): string {
  const own = name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return `pkg:npm/${own.replace('@', '%40')}@${version}`;
}

/** The package in whose archive a bundled one comes. */
export const bundlerOf = (path: string): string => path.slice(0, path.lastIndexOf('/node_modules/'));
