import { type DeadLetter, diedAtMs } from '../dead-letter.ts';
import { localTime } from './layout.ts';

/** `10:00:01 invoice.paid evt_1  NonRetryableError` */
export function deadLetterLine(letter: DeadLetter, nowMs: number): string {
  const { eventId, eventType, messageId, errorName } = letter;
  const subject = [eventType, eventId ?? messageId].filter((text) => text !== null).join(' ');
  return `${localTime(diedAtMs(letter), nowMs)} ${subject}  ${errorName ?? 'unexplained'}`;
}
