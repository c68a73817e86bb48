import type { DeadLetterFilter } from '../dead-letter-filter.ts';
import type { Inbox, InboxEndpoint } from '../inbox.ts';
import { requireEndpoint } from '../inventory.ts';
import { UsageError } from '../operator-error.ts';
import type { Invocation, OptionSpec } from './command.ts';
import { readSince } from './since.ts';

export const endpointArgument = [{ name: 'endpoint', required: false }] as const;

/** How dead letters are chosen, the same for every verb. */
export const chooseOptions: Readonly<Record<string, OptionSpec>> = {
  endpoint: { value: 'E', about: 'only of this endpoint; it may also stand alone, without --endpoint' },
  type: { value: 'T', about: 'only of this event type; “invoice.*” for all that begin so' },
  error: {
    value: 'NAME',
    about: 'only those that died of this error; “Invalid*” as above, “unexplained” where nobody said why',
  },
  since: { value: 'TIME', about: 'only those that died since then: 10m, 2h, 3d, or a date' },
  id: { value: 'ID', about: 'only of the event with this id, or the message with this id' },
};

export const chooseParagraph =
  'Without an endpoint, those of all endpoints. What chooses can be combined; a letter must then fulfil all of it.';

/** Throws UsageError. */
export function readDeadLetterFilter(invocation: Pick<Invocation, 'text' | 'nowMs'>): DeadLetterFilter {
  return {
    eventType: invocation.text('type'),
    errorName: invocation.text('error'),
    sinceMs: readSince(invocation),
    id: invocation.text('id'),
  };
}

/** The endpoint that is named, else all. Throws UsageError. */
export function chosenEndpoints(
  inbox: Inbox,
  { arguments: [word], text }: Pick<Invocation, 'arguments' | 'text'>,
): readonly InboxEndpoint[] {
  const option = text('endpoint');
  if (word !== undefined && option !== undefined && word !== option) {
    throw new UsageError(`which endpoint, "${word}" or "${option}"? Name one`);
  }
  const name = word ?? option;
  return name === undefined ? [...inbox.endpoints.values()] : [requireEndpoint(inbox, name)];
}
