import { describe, expect, it } from 'vitest';
import type { LedgerLine } from './ledger.ts';
import { type Evidence, judge } from './verdict.ts';

const delivery = (id: string, status: number | null = 200): LedgerLine => ({
  kind: id.startsWith('forged-') ? 'forged' : 'plain',
  endpoint: 'stripe',
  eventIds: [id],
  status,
});
const key = (id: string) => `v1#stripe#p:${id}`;
const completedLine = (eventId: string) => ({ kind: 'attempt', endpoint: 'stripe', outcome: 'completed', eventId });
const run = (id: string, at: number) => ({ step: 'started' as const, at, endpoint: 'stripe', id, key: `${key(id)}~0` });

/** One event, accepted, run at 10 and completed at 20. */
const sound: Evidence = {
  ledger: [delivery('a')],
  records: new Map([[key('a'), 'COMPLETED']]),
  deadLetters: new Map(),
  completions: new Map([[key('a'), [20]]]),
  journal: [completedLine('a')],
  runs: [run('a', 10)],
  forgedWrites: 0,
};
const broken = (change: Partial<Evidence>) =>
  [...judge({ ...sound, ...change }).violations].filter(([, events]) => events.length > 0).map(([name]) => name);

describe('the verdict on a chaos run', () => {
  it('finds nothing where what was accepted is completed', () => {
    expect(judge(sound)).toMatchObject({ accepted: 1, completed: 1, dead: 0, ranAgain: 0 });
    expect(broken({})).toEqual([]);
  });

  it('takes a dead letter for an end, of the same endpoint alone', () => {
    const records = new Map([[key('a'), 'FAILED' as const]]);
    expect(broken({ records, deadLetters: new Map([['stripe', new Set(['a'])]]) })).toEqual([]);
    expect(broken({ records, deadLetters: new Map([['acme', new Set(['a'])]]) })).toEqual(['lost']);
  });

  it.each(['RECEIVED', 'PROCESSING', 'FAILED'] as const)('calls an accepted event lost that stays %s', (status) => {
    expect(broken({ records: new Map([[key('a'), status]]) })).toEqual(['lost']);
  });

  it('calls an accepted event lost that has no record', () => {
    expect(broken({ records: new Map() })).toEqual(['lost']);
  });

  it.each([401, 500, 503, null])('promises nothing for an answer of %s', (status) => {
    expect(broken({ ledger: [delivery('a', status)], records: new Map() })).toEqual([]);
  });

  it('sees a second completion in the table, and in the journal', () => {
    expect(broken({ completions: new Map([[key('a'), [20, 30]]]) })).toEqual(['completed twice']);
    expect(broken({ journal: [completedLine('a'), completedLine('a')] })).toEqual(['completed twice']);
  });

  it('allows a second run before the completion, and none after it', () => {
    expect(broken({ runs: [run('a', 10), run('a', 15)] })).toEqual([]);
    expect(broken({ runs: [run('a', 10), run('a', 21)] })).toEqual(['ran after its completion']);
  });

  it.each([
    ['a record', { records: new Map([...sound.records, [key('forged-x'), 'RECEIVED' as const]]) }],
    ['a dead letter', { deadLetters: new Map([['stripe', new Set(['forged-x'])]]) }],
    ['a run', { runs: [run('forged-x', 1)] }],
    ['a write that was refused', { forgedWrites: 1 }],
  ])('takes %s for a trace of a forged delivery', (_, change) => {
    expect(broken(change)).toEqual(['forged, and left a trace']);
  });

  it('does not forgive a forged delivery that was answered 200', () => {
    expect(broken({ ledger: [...sound.ledger, delivery('forged-x')] })).toContain('forged, and left a trace');
  });
});
