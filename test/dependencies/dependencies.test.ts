import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundlerOf, purlOf, readLockfile } from './lockfile.ts';
import { createSbom, isForDevelopment, root } from './sbom.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const packages = readLockfile();
const inProduction = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)];

describe('the lockfile', () => {
  it('holds the SHA-512 of every package, or of the package whose archive it comes in', () => {
    const known = new Map(packages);
    const unproven = packages.filter(([path, { integrity, inBundle }]) => {
      const proof = inBundle ? known.get(bundlerOf(path))?.integrity : integrity;
      return !/^sha512-[A-Za-z0-9+/]{86}==$/.test(proof ?? '');
    });
    expect(unproven.map(([path]) => path)).toEqual([]);
    expect(packages.length).toBeGreaterThan(100);
  });

  it('takes everything from the registry: no git, no URL, no folder', () => {
    const elsewhere = packages.filter(([, { resolved, link }]) => resolved !== undefined || link);
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it('agrees with package.json, which pins one version of each', () => {
    const versions = new Map(packages.map(([path, { version }]) => [path, version]));
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect([name, versions.get(`node_modules/${name}`)]).toEqual([name, version]);
    }
  });

  it('is never installed with scripts', () => {
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });
});

describe('docs/dependencies.md', () => {
  const text = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, name = '', rest = '']) => ({
    name,
    reasons: rest.split('|').map((cell) => cell.trim()),
  }));

  it('gives a reason for every dependency in production, and for no other', () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual(inProduction.toSorted());
    for (const { name, reasons } of rows) {
      expect([name, reasons.length, reasons.every((reason) => reason.length > 5)]).toEqual([name, 3, true]);
    }
  });

  it('counts them rightly', () => {
    const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
    const [first = ''] = text.split('\n\n').slice(1);
    expect(first.toLowerCase()).toContain(
      `${words[Object.keys(manifest.dependencies).length]} packages are dependencies`,
    );
    expect(first).toContain(`${words[Object.keys(manifest.optionalDependencies).length]} more is optional`);
  });
});

describe('the list of materials', () => {
  const sbom = createSbom();

  it('names every package of the lockfile, marked as the lockfile marks it, with its hash', () => {
    const listed = new Map(sbom.components.map((component) => [component.purl, component]));
    const missing = packages.map(purlOf).filter((purl) => !listed.has(purl));
    expect(missing).toEqual([]);
    const production = packages.filter(([, { dev, devOptional }]) => !dev && !devOptional);
    const hidden = production.map(purlOf).filter((purl) => {
      const component = listed.get(purl);
      return !component || isForDevelopment(component);
    });
    expect(hidden).toEqual([]);
    expect(production.length).toBeGreaterThan(inProduction.length);
    for (const name of inProduction) {
      const component = sbom.components.find((one) => one.name === name);
      expect([name, component?.hashes?.[0]?.alg]).toEqual([name, 'SHA-512']);
    }
  });

  it('is CycloneDX of this application', () => {
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'webhook-inbox', type: 'application' } },
    });
    expect(sbom.metadata.component.purl).toMatch(/^pkg:npm\/webhook-inbox@/);
  });
});
