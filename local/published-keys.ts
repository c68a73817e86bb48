import type { Provider } from '../lambdas/providers/define-provider.ts';
import { type Published, publishedKey } from '../lambdas/verification/key-source.ts';
import type { KeyServer } from './key-server.ts';
import { publishedKeyOf } from './local-secrets.ts';

export interface PublishedKeys {
  /** What makes functions ask this machine for the keys of these endpoints' providers; nothing when none publishes any. */
  readonly variables: (
    endpoints: readonly { readonly provider: Pick<Provider, 'verification'> }[],
  ) => Promise<Readonly<Record<string, string>>>;
  readonly stop: () => Promise<void>;
}

/** Starts the key server at the first endpoint that needs it: others pay nothing for it. */
export function createPublishedKeys(stateDirectory: string): PublishedKeys {
  let server: KeyServer | null = null;
  let published: readonly Published[] = [];
  return {
    async variables(endpoints) {
      published = endpoints.flatMap(({ provider }) => publishedKey(provider.verification) ?? []);
      if (published.length === 0) return {};
      // Made now, so that `inbox send` finds them before anybody asked for one.
      for (const { kind } of published) publishedKeyOf(kind, stateDirectory);
      const { startKeyServer } = await import('./key-server.ts');
      server ??= await startKeyServer(
        () => published,
        (kind) => publishedKeyOf(kind, stateDirectory),
        stateDirectory,
      );
      return server.variables;
    },
    stop: async () => server?.stop(),
  };
}
