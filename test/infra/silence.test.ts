import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silenceAlarm } from '../../lib/silence-alarm.ts';
import { UserMistake } from '../../lib/user-mistake.ts';

const alarmOf = (seconds: number, times: number) => {
  const [alarm] = silenceAlarm({ name: 'stripe', expectEvery: Duration.seconds(seconds) }, times);
  if (!alarm) throw new Error('no alarm');
  return { says: alarm.says, period: (alarm.metric as Metric).period.toSeconds(), periods: alarm.periods ?? 1 };
};

const week = 7 * 86_400;

describe('the alarm of an endpoint that declares expectEvery', () => {
  it('is there when it is declared', () => {
    expect(silenceAlarm({ name: 'stripe' }, 3)).toEqual([]);
  });

  it.each([
    [3600, 3, { period: 900, periods: 12 }, '3 hours'],
    [300, 1, { period: 60, periods: 5 }, '5 minutes'],
    [86_400, 3, { period: 21_600, periods: 12 }, '3 days'],
    [week, 1, { period: 50_400, periods: 12 }, '7 days'],
  ])('waits for %d s times %d', (seconds, times, look, words) => {
    expect(alarmOf(seconds, times)).toMatchObject({
      ...look,
      says: expect.stringContaining(`was taken for ${words}:`),
    });
  });

  it('looks back as long as it waits, and never longer than CloudWatch can', () => {
    const waits = fc
      .integer({ min: 1, max: 100 })
      .chain((times) => fc.tuple(fc.integer({ min: 300, max: Math.floor(week / times) }), fc.constant(times)));
    fc.assert(
      fc.property(waits, ([seconds, times]) => {
        const { period, periods } = alarmOf(seconds, times);
        expect(period % 60).toBe(0);
        expect(period * periods).toBeGreaterThanOrEqual(seconds * times);
        expect(period * (periods - 1)).toBeLessThan(seconds * times);
        expect(period * periods).toBeLessThanOrEqual(period < 3600 ? 86_400 : week);
      }),
    );
  });

  it.each([
    [Duration.seconds(60), 3, 'is 60 s: it must be from 300 s to 201600 s'],
    [Duration.days(3), 3, 'is 259200 s: it must be from 300 s to 201600 s'],
    [Duration.days(8), 1, 'is 691200 s: it must be from 300 s to 604800 s'],
    [Duration.millis(300_500), 3, 'is 300.5 s: it must be'],
  ])('refuses %s times %d in a sentence', (expectEvery, times, sentence) => {
    const declare = () => silenceAlarm({ name: 'stripe', expectEvery }, times);
    expect(declare).toThrow(UserMistake);
    expect(declare).toThrow(`expectEvery of endpoint 'stripe' ${sentence}`);
    expect(declare).toThrow(`because the alarm waits ${times} times as long (alarms.silence)`);
  });
});
