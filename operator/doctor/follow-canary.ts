import type { IdempotencyRecord } from '../../lambdas/idempotency/store.ts';
import type { DoctorPorts } from './ports.ts';
import type { Canary } from './prepare-canary.ts';
import type { Finding } from './report.ts';

interface Following extends Pick<DoctorPorts, 'record' | 'nowMs' | 'sleep'> {
  readonly patienceMs: number;
}

const pollMs = 200;

/** Waits until every record of an accepted canary is COMPLETED. Null when all is right. */
export async function follow(endpoint: string, canary: Canary, following: Following): Promise<Finding | null> {
  const { record, nowMs, sleep, patienceMs } = following;
  const untilMs = nowMs() + patienceMs;
  for (;;) {
    const records = await Promise.all(canary.keys.map(record));
    const end = fateOf(endpoint, canary, records);
    if (end !== 'underWay') return end;
    if (nowMs() >= untilMs) return late(endpoint, canary, records, patienceMs);
    await sleep(pollMs);
  }
}

type Records = readonly (IdempotencyRecord | null)[];

function fateOf(endpoint: string, { delivery }: Canary, records: Records): Finding | null | 'underWay' {
  const failed = records.find((record) => record?.status === 'FAILED');
  if (failed) {
    return {
      code: 'CANARY_FAILED',
      sentence: `event ${delivery.eventId} was accepted, and its processor failed: ${failed.lastError ?? 'it did not say why'}`,
      remedy: `inbox find ${endpoint} ${delivery.eventId}`,
    };
  }
  if (!records.every((record) => record?.status === 'COMPLETED')) return 'underWay';
  // Only ingest writes the body's hash; a processor makes a record without it.
  if (records[0]?.bodySha256 !== undefined) return null;
  return {
    code: 'CANARY_NOT_RECORDED',
    sentence: `event ${delivery.eventId} was completed, but ingest did not record it: the function lacks dynamodb:PutItem, or the table was throttled`,
    remedy: `inbox find ${endpoint} ${delivery.eventId} (docs/runbook.md, idempotency store degraded)`,
  };
}

function late(endpoint: string, { delivery }: Canary, [record]: Records, patienceMs: number): Finding {
  const state = record ? `its record says ${record.status}` : 'it has no record';
  return {
    code: 'CANARY_NOT_COMPLETED',
    sentence: `event ${delivery.eventId} was accepted, and not completed within ${patienceMs / 1000} s: ${state}`,
    remedy: `inbox find ${endpoint} ${delivery.eventId} (later: a long queue takes its time)`,
  };
}
