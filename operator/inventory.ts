import type { Inbox, InboxEndpoint, LocatedInbox } from './inbox.ts';
import { findLocalInbox } from './local-inventory.ts';
import { OperatorError, UsageError } from './operator-error.ts';
import { unknownName } from './unknown-name.ts';

/** Which inbox is meant: without `stack`, the one that runs on this machine. */
export interface InboxSelector {
  readonly stack?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

export const noInboxRuns = 'no inbox is running here: start one with `npm start`, or name a deployed one with --stack';

/** Throws OperatorError, in one sentence, when there is no such inbox or it cannot be reached. */
export async function findInbox(selector: InboxSelector, variables: NodeJS.ProcessEnv): Promise<LocatedInbox> {
  if (selector.stack !== undefined) {
    const { findDeployedInbox } = await import('./deployed-inventory.ts');
    return findDeployedInbox({ ...selector, stack: selector.stack }, variables);
  }
  if (selector.region !== undefined || selector.profile !== undefined) {
    throw new UsageError('--region and --profile say where a deployed inbox is: name it with --stack');
  }
  const inbox = await findLocalInbox(variables);
  if (inbox === null) throw new OperatorError(noInboxRuns);
  return inbox;
}

/** Throws UsageError that suggests the nearest endpoint. */
export function requireEndpoint(inbox: Inbox, name: string): InboxEndpoint {
  const endpoint = inbox.endpoints.get(name);
  if (!endpoint) throw new UsageError(unknownName('endpoint', name, inbox.endpoints.keys()));
  return endpoint;
}
