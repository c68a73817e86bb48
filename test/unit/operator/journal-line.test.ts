import { describe, expect, it } from 'vitest';
import { journalLine } from '../../../operator/command-line/journal-line.ts';
import type { JournalEntry } from '../../../operator/journal-entry.ts';

const time = '2026-11-25T12:00:00.000Z';
const style = (_: unknown, text: string) => text;
const show = (entry: JournalEntry, columns?: number) =>
  journalLine(entry, Date.parse(time), { style, columns }).replace(/^\d\d:\d\d:\d\d/, 'HH:MM:SS');

const delivery = (fields: object = {}): JournalEntry => ({
  kind: 'delivery',
  time,
  endpoint: 'github',
  outcome: 'accepted',
  eventType: 'push',
  eventId: 'b4358c4e-a04f-45ec-8239-707cbcc8819f',
  status: 200,
  bytes: 10,
  durationMs: 15,
  requestId: 'r',
  ...fields,
});

describe('a line of the journal', () => {
  it('stands on one line where there is room, or nobody looks', () => {
    const line = 'HH:MM:SS accepted      github push b4358c4e-a04f-45ec-8239-707cbcc8819f  200, 15 ms';
    expect(show(delivery())).toBe(line);
    expect(show(delivery(), 120)).toBe(line);
  });

  it('puts the id below on a narrow terminal', () => {
    expect(show(delivery(), 80)).toBe(
      'HH:MM:SS accepted      github push  200, 15 ms\n         b4358c4e-a04f-45ec-8239-707cbcc8819f',
    );
  });

  it('says why a delivery was refused, which has no id', () => {
    const refused = { outcome: 'rejected', reason: 'signature_mismatch', status: 401 };
    const {
      eventId: _,
      eventType: __,
      ...anonymous
    } = delivery(refused) as Extract<JournalEntry, { kind: 'delivery' }>;
    expect(show(anonymous, 80)).toBe('HH:MM:SS rejected      github  signature_mismatch, 401, 15 ms');
  });

  it('tells a delivery signed with an older secret, and one that was not signed', () => {
    expect(show(delivery({ eventId: 'e', secretIndex: 1, unsigned: true }))).toMatch(/, an older secret, unsigned$/);
  });

  it('puts an error below, wrapped', () => {
    const attempt: JournalEntry = {
      kind: 'attempt',
      time,
      endpoint: 'stripe',
      outcome: 'dead_lettered',
      eventType: 'invoice.paid',
      eventId: 'evt_1',
      attempt: 1,
      durationMs: 30,
      requestId: 'r',
      errorName: 'InvalidPayloadError',
      errorMessage: 'data.object.amount_paid: number expected, string found',
    };
    expect(show(attempt, 80).split('\n')).toEqual([
      'HH:MM:SS dead_lettered stripe invoice.paid evt_1  attempt 1, 30 ms',
      '         InvalidPayloadError: data.object.amount_paid: number expected, string',
      '         found',
    ]);
  });
});
