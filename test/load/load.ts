import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectedInbox, connectInbox, readRecords } from '../chaos/connected-inbox.ts';
import { forgedWord } from '../chaos/deliveries.ts';
import { chaosApp } from '../chaos/world.ts';
import { type LocalInbox, startLocalInbox } from '../support/local-inbox.ts';
import { type FloodAnswers, startFlood } from './flood-thread.ts';
import { followJournal } from './journal-times.ts';
import { type Measured, measureDeliveries } from './measure.ts';

export interface LoadOptions {
  /** Valid deliveries a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Forged requests a second beside them, in a second phase. @default 0, no second phase */
  readonly forgedRate: number;
}

export interface Phase extends Measured {
  /** Milliseconds from accepted to completed. */
  readonly endToEnd: readonly number[];
  /** Accepted, and not completed in time. */
  readonly unfinished: number;
  /** From the last answer until every accepted event was completed; the longest of all slices. */
  readonly drainSeconds: number;
}

export interface LoadReport {
  readonly quiet: Phase;
  /** Null when there was no flood. */
  readonly flooded: Phase | null;
  readonly forgedAnswers: FloodAnswers;
  /** Records with a forged id, and messages and dead letters when every valid event is completed. */
  readonly forgedTraces: number;
}

/** The processors' own default. */
const processorSeconds = 30;
/** Quiet and flooded slices take turns, so that whatever else the machine does meets both. */
const sliceSeconds = 10;
/** Long enough for as many environments as the load needs. */
const warmUpSeconds = 5;
export const completedWithinSeconds = 60;

export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-load-'));
  const stack = await startLocalInbox(chaosApp, {
    CHAOS_RUNS_FILE: join(folder, 'runs.ndjson'),
    CHAOS_TIMEOUT_SECONDS: String(processorSeconds),
  });
  try {
    return await measure(stack, await connectInbox(stack), options);
  } finally {
    await stack.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(stack: LocalInbox, connected: ConnectedInbox, options: LoadOptions): Promise<LoadReport> {
  const { rate, seconds, forgedRate } = options;
  const target = { url: stack.url, keys: connected.keys, rate };
  const beside = forgedRate > 0 ? () => startFlood(stack.url, forgedRate) : () => async () => new Map();
  const endWarmUp = beside();
  const warmUp = await measureDeliveries({ ...target, seconds: warmUpSeconds });
  await endWarmUp();
  const journal = followJournal(join(stack.stateDirectory, 'journal.ndjson'));
  const slice = async (length: number): Promise<Phase> => {
    const measured = await measureDeliveries({ ...target, seconds: length });
    const answeredMs = performance.now();
    const { times: endToEnd, unfinished } = await journal.endToEnd(measured.accepted, completedWithinSeconds * 1000);
    return { ...measured, endToEnd, unfinished, drainSeconds: (performance.now() - answeredMs) / 1000 };
  };
  const quiet: Phase[] = [];
  const flooded: Phase[] = [];
  const forgedAnswers = new Map<number | null, number>();
  try {
    await journal.endToEnd(warmUp.accepted, completedWithinSeconds * 1000);
    for (let left = seconds; left > 0; left -= sliceSeconds) {
      const length = Math.min(left, sliceSeconds);
      quiet.push(await slice(length));
      if (forgedRate === 0) continue;
      const endFlood = beside();
      flooded.push(await slice(length));
      for (const [status, count] of await endFlood())
        forgedAnswers.set(status, (forgedAnswers.get(status) ?? 0) + count);
    }
  } finally {
    journal.close();
  }
  return {
    quiet: joined(quiet),
    flooded: flooded.length === 0 ? null : joined(flooded),
    forgedAnswers,
    forgedTraces: await countForgedTraces(connected),
  };
}

function joined(phases: readonly Phase[]): Phase {
  const errors = new Map<number | null, number>();
  for (const phase of phases) {
    for (const [status, count] of phase.errors) errors.set(status, (errors.get(status) ?? 0) + count);
  }
  return {
    errors,
    accepted: phases.flatMap(({ accepted }) => accepted),
    latencies: phases.flatMap(({ latencies }) => latencies),
    endToEnd: phases.flatMap(({ endToEnd }) => endToEnd),
    unfinished: phases.reduce((sum, { unfinished }) => sum + unfinished, 0),
    drainSeconds: Math.max(...phases.map(({ drainSeconds }) => drainSeconds)),
  };
}

async function countForgedTraces({ inbox, ports }: ConnectedInbox): Promise<number> {
  const forged = [...(await readRecords(inbox)).keys()].filter((key) => key.includes(forgedWord));
  const queues = [...inbox.endpoints.values()].flatMap(({ queueUrl, deadLetterQueueUrl }) => [
    queueUrl,
    deadLetterQueueUrl,
  ]);
  const counts = await Promise.all(queues.map((url) => ports.queues.counts(url)));
  return counts.reduce((sum, { waiting, inFlight }) => sum + waiting + inFlight, forged.length);
}
