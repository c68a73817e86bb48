import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Definition {
  readonly file: string;
  readonly name: string;
  readonly constant: string;
}

/** The text of catalogue.ts for the definitions that a folder holds. Throws when a file's name is not its provider's. */
export function catalogueText(folder: string): string {
  const definitions = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap((file) => definitionIn(file, readFileSync(join(folder, file), 'utf8')));
  const imports = definitions.map(({ file, constant }) => `import { ${constant} } from './${file}';`);
  const entries = definitions.map(({ name, constant }) => (name === constant ? name : `'${name}': ${constant}`));
  return `// Written by \`npm run catalogue\` from the files beside it.
${[...imports, "import type { Provider } from './define-provider.ts';"].join('\n')}

/** Every provider, by the name that bin/webhooks.ts uses. */
const providers = {
  ${entries.join(',\n  ')},
};

export type ProviderName = keyof typeof providers;

export const catalogue: ReadonlyMap<string, Provider> = new Map<string, Provider>(Object.entries(providers));
`;
}

function definitionIn(file: string, text: string): readonly Definition[] {
  const [, constant, name] = /^export const (\w+) = defineProvider\(\{\s+name: '([^']+)'/m.exec(text) ?? [];
  if (constant === undefined || name === undefined) return [];
  if (file !== `${name}.ts`) throw new Error(`${file} defines the provider "${name}": it belongs into ${name}.ts`);
  return [{ file, name, constant }];
}
