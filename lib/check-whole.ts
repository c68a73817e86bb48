import type { Duration } from 'aws-cdk-lib';
import { UserMistake } from './user-mistake.ts';

/** Throws UserMistake unless the value is a whole number in the given bounds, or undefined. `what` begins the sentence. */
export function checkWhole(what: string, value: number | undefined, from: number, to: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= from && value <= to)) return;
  throw new UserMistake(`${what} is ${value}: it must be a whole number from ${from} to ${to}.`);
}

/** As checkWhole, for a duration in whole seconds. */
export function checkSeconds(what: string, value: Duration | undefined, from: number, to: number): void {
  const seconds = value?.toSeconds({ integral: false });
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= from && seconds <= to)) return;
  throw new UserMistake(`${what} is ${seconds} s: it must be from ${from} s to ${to} s.`);
}
