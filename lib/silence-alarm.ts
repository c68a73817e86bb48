import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmSpec, journalMetric } from './alarm-spec.ts';
import type { Endpoint } from './endpoints.ts';
import { UserMistake } from './user-mistake.ts';

/**
 * How far back an alarm can look: seven days, and one day for periods shorter than an hour.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const longestLook = 7 * 86_400;

/** A delivery's metric is there within a minute or two of it. */
const shortestExpectation = 300;

/**
 * CloudWatch takes a few periods more than the alarm's into account before it believes that data is missing: with many short
 * periods the alarm comes late by a fraction of the wait, with one long period by several times it. A dozen also keeps the
 * periods that are shorter than an hour within half a day.
 */
const wantedPeriods = 12;

/** Raised when an endpoint that declares `expectEvery` took no delivery for `times` as long; none where nothing is declared. Throws UserMistake. */
export function silenceAlarm(
  { name, expectEvery }: Pick<Endpoint, 'name' | 'expectEvery'>,
  times: number,
): AlarmSpec[] {
  if (!expectEvery) return [];
  const seconds = expectEvery.toSeconds({ integral: false });
  const longest = Math.floor(longestLook / times);
  if (!Number.isInteger(seconds) || seconds < shortestExpectation || seconds > longest) {
    throw new UserMistake(
      `expectEvery of endpoint '${name}' is ${seconds} s: it must be from ${shortestExpectation} s to ${longest} s, because the alarm waits ${times} times as long (alarms.silence) and CloudWatch looks back seven days.`,
    );
  }
  const wait = times * seconds;
  const period = 60 * Math.ceil(wait / wantedPeriods / 60);
  return [
    {
      id: 'Silence',
      says: `No delivery to ${name} was taken for ${Duration.seconds(wait).toHumanString()}: the provider stopped, or no longer reaches this URL.`,
      metric: journalMetric('TakenDelivery', { Endpoint: name }).with({ period: Duration.seconds(period) }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: Math.ceil(wait / period),
      missing: TreatMissingData.BREACHING,
    },
  ];
}
