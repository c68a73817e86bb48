import { type DeadLetter, diedAtMs } from './dead-letter.ts';
import { isOfType } from './event-filter.ts';
import { knownEventId } from './find-event.ts';

/** Absent fields let everything pass. */
export interface DeadLetterFilter {
  /** An event type, or the beginning of one with `*` at the end. */
  readonly eventType?: string | undefined;
  /** The name of the error, or its beginning with `*` at the end; `unexplained` where nobody said why. */
  readonly errorName?: string | undefined;
  /** Died since then. */
  readonly sinceMs?: number | undefined;
  /** An event's id, as the provider or the journal writes it, or the id of a message. */
  readonly id?: string | undefined;
}

export const unexplained = 'unexplained';

export function selects({ eventType, errorName, sinceMs, id }: DeadLetterFilter, letter: DeadLetter): boolean {
  return (
    (eventType === undefined || isOfType(letter.eventType ?? '', eventType)) &&
    (errorName === undefined || isOfType(letter.errorName ?? unexplained, errorName)) &&
    (sinceMs === undefined || diedAtMs(letter) >= sinceMs) &&
    (id === undefined || letter.eventId === knownEventId(id) || letter.messageId === id)
  );
}

export const selectsAll = (filter: DeadLetterFilter): boolean =>
  Object.values(filter).every((value) => value === undefined);
