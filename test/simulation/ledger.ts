import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Clock } from './clock.ts';
import type { ProviderEvent } from './endpoints.ts';
import type { Item } from './expression.ts';
import type { Invocation, Machine } from './machine.ts';
import type { Trace } from './network.ts';

/** While the record said so, in true time. */
interface Completion {
  readonly gen: number;
  readonly fromMs: number;
  untilMs: number;
}

interface Run {
  readonly key: string;
  readonly endsMs: number;
  over: boolean;
}

export interface Answered {
  readonly event: ProviderEvent;
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  readonly status: number;
}

/** Clocks that are as far apart as the margin allows, and a cut to whole seconds. */
const slackMs = 6_000;

/** What was seen of a run from outside: neither the handlers nor the stores write here. */
export interface Ledger {
  /** The first things that must not happen, each as a sentence that begins with its invariant. */
  readonly breaches: string[];
  readonly breach: (sentence: string) => void;
  readonly onWrite: (before: Item | undefined, after: Item) => void;
  /** The result is called when it ends, with whether it returned. */
  readonly handlerStarts: (key: string, machine: Machine, invocation: Invocation) => (returned: boolean) => void;
  readonly reopened: (pk: string) => void;
  readonly vanished: (pk: string) => void;
  readonly hasVanished: (pk: string) => boolean;
  readonly answered: (answered: Answered) => void;
  /** Whether the record said COMPLETED throughout. */
  readonly completedThroughout: (pk: string, fromMs: number, untilMs: number) => boolean;
  /** Whether the record has said COMPLETED at some time since. */
  readonly completedSince: (pk: string, sinceMs: number) => boolean;
  readonly runs: () => number;
  /** I1: whatever was answered 2xx is completed, or a dead letter. */
  readonly checkNothingLost: (isDeadLetter: (pk: string) => boolean) => void;
}

const number = (value: AttributeValue | undefined) => Number(value?.N ?? 0);

export function createLedger(clock: Clock, trace: Trace): Ledger {
  const breaches: string[] = [];
  const completions = new Map<string, Completion[]>();
  const running: Run[] = [];
  const reopens = new Map<string, number>();
  const vanishedAt = new Map<string, number>();
  const finished = new Set<string>();
  const accepted: Answered[] = [];
  let runs = 0;

  const breach = (sentence: string) => {
    trace?.(`✗ ${sentence}`);
    if (breaches.length < 5) breaches.push(sentence);
  };
  const completionsOf = (pk: string) => completions.get(pk) ?? [];
  const completedSince = (pk: string, sinceMs: number) =>
    completionsOf(pk).some(({ untilMs }) => untilMs + slackMs > sinceMs);

  const completes = (pk: string, after: Item) => {
    const [gen, nowMs] = [number(after.gen), clock.nowMs()];
    const again = completionsOf(pk).some((one) => one.gen === gen && one.untilMs - slackMs > nowMs);
    if (again) breach(`I2: ${pk} was completed twice in generation ${gen}`);
    // A delivery that was split has no handler of its own; its key is a hash.
    const holder = (after.leaseToken?.S ?? '').replace(/-\d+$/, '');
    const ran = finished.has(`${pk}~${gen} ${holder}`) || pk.includes('#h:');
    if (!ran) breach(`I2: ${pk} is completed, but the handler of whoever holds it has not returned`);
    completions.set(pk, [...completionsOf(pk), { gen, fromMs: nowMs, untilMs: number(after.expiresAt) * 1000 }]);
  };
  const reverts = (pk: string, before: Item | undefined, after: Item) => {
    const nowMs = clock.nowMs();
    const isReopen = number(after.gen) > number(before?.gen);
    const hasExpired = number(before?.expiresAt) * 1000 <= nowMs + slackMs;
    if (!isReopen && !hasExpired) breach(`I2: the completion of ${pk} was undone`);
    const last = completionsOf(pk).at(-1);
    if (last) last.untilMs = Math.min(last.untilMs, nowMs);
  };

  return {
    breaches,
    breach,
    onWrite(before, after) {
      const pk = after.pk?.S ?? '';
      const [was, is] = [before?.status?.S, after.status?.S];
      trace?.(`${pk} is ${is}, was ${was ?? 'absent'}`);
      if (is === 'COMPLETED' && was !== 'COMPLETED') completes(pk, after);
      if (was === 'COMPLETED' && is !== 'COMPLETED') reverts(pk, before, after);
    },
    handlerStarts(key, machine, { id, startedMs, endsMs }) {
      runs += 1;
      const [pk = '', gen] = [key.slice(0, key.lastIndexOf('~')), Number(key.slice(key.lastIndexOf('~') + 1))];
      const nowMs = clock.nowMs();
      if (running.some((run) => run.key.startsWith(`${pk}~`) && !run.over && nowMs < run.endsMs)) {
        breach(`I2: two processors run ${pk} at once`);
      }
      const done = completionsOf(pk).find((one) => one.gen === gen && one.fromMs < startedMs);
      if (done && done.untilMs - slackMs > nowMs) breach(`I2: ${key} ran again after it was completed`);
      if (gen > (reopens.get(pk) ?? 0)) breach(`I8: ${key} has a generation that nobody opened`);
      const run: Run = { key, endsMs, over: false };
      const end = (returned: boolean) => {
        run.over = true;
        if (returned) finished.add(`${key} ${id}`);
      };
      running.push(run);
      machine.onDeath.push(() => end(false));
      return end;
    },
    reopened: (pk) => reopens.set(pk, (reopens.get(pk) ?? 0) + 1),
    vanished: (pk) => vanishedAt.set(pk, clock.nowMs()),
    hasVanished: (pk) => vanishedAt.has(pk),
    answered: (answered) => {
      if (answered.status >= 200 && answered.status < 300) accepted.push(answered);
    },
    completedThroughout: (pk, fromMs, untilMs) =>
      completionsOf(pk).some((one) => one.fromMs <= fromMs && one.untilMs - slackMs > untilMs),
    completedSince,
    runs: () => runs,
    checkNothingLost(isDeadLetter) {
      for (const { event, sentAtMs } of accepted) {
        const accounted = (pk: string) =>
          completedSince(pk, sentAtMs) || isDeadLetter(pk) || (vanishedAt.get(pk) ?? -1) >= sentAtMs;
        if (!accounted(event.pk)) breach(`I1: ${event.pk} was answered 2xx and is neither completed nor a dead letter`);
        // A delivery that was split stands for its events; one of them that the queue lost shows in that event's own record.
        const split = completedSince(event.pk, sentAtMs);
        const lost = split ? event.items.find((pk) => !accounted(pk) && !vanishedAt.has(pk)) : undefined;
        if (lost) breach(`I1: ${lost}, out of ${event.pk}, is neither completed nor a dead letter`);
      }
    },
  };
}
