import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type SynthOptions, synthesize } from './synth.ts';
import { type Assembly, readAssembly } from './template.ts';

export interface Assemblies {
  /** Synthesizes the app into a folder of its own. Throws SynthError or TemplateError. */
  next(signal?: AbortSignal): Promise<Assembly>;
  /** Tells that an assembly is in use; deletes those before the last, whose code may still be running. */
  use(assembly: Assembly): void;
}

/** The assemblies of one run of the stack: the bundles in use stay where they are while the app is synthesized again. */
export function createAssemblies(root: string, app: Omit<SynthOptions, 'outputDirectory' | 'signal'>): Assemblies {
  rmSync(root, { recursive: true, force: true });
  const used: string[] = [];
  let count = 0;
  return {
    async next(signal) {
      count += 1;
      const outputDirectory = join(root, String(count));
      mkdirSync(outputDirectory, { recursive: true });
      try {
        await synthesize({ ...app, outputDirectory, signal });
        return readAssembly(outputDirectory);
      } catch (error) {
        rmSync(outputDirectory, { recursive: true, force: true });
        throw error;
      }
    },
    use({ templatePath }) {
      used.push(join(templatePath, '..'));
      for (const old of used.splice(0, used.length - 2)) rmSync(old, { recursive: true, force: true });
    },
  };
}
