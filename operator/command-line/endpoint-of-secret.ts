import { nearest } from '../../lambdas/runtime/nearest.ts';
import type { Inbox, InboxEndpoint } from '../inbox.ts';
import { requireEndpoint } from '../inventory.ts';
import { UsageError } from '../operator-error.ts';

/** As requireEndpoint, but never repeats a word that may be the secret itself, put in the wrong place. */
export function requireEndpointOfSecret(inbox: Inbox, name: string): InboxEndpoint {
  const names = [...inbox.endpoints.keys()];
  if (!inbox.endpoints.has(name) && nearest(name, names) === null) {
    throw new UsageError(
      `the word given is not an endpoint: there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`,
    );
  }
  return requireEndpoint(inbox, name);
}
