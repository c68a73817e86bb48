import {
  type AttemptOutcome,
  type DeliveryOutcome,
  formatLine,
  type JournalLine,
} from '../../lambdas/runtime/journal.ts';
import { datapointsOf } from './embedded-metrics.ts';

/** Exhaustive, so that a new outcome is carried too; with the reasons and counters that alarms ask for. */
const deliveries = {
  accepted: [{ counts: ['IdempotencyStoreDegraded', 'StaleSecret', 'UnsignedDelivery'] }],
  duplicate: [{}],
  handshake: [{}],
  rejected: [{ reason: 'timestamp_out_of_tolerance' }],
  misconfigured: [{ reason: 'configuration' }],
  unavailable: [{ reason: 'secret_unset' }, { reason: 'secret_unavailable' }],
  failed: [{}],
} satisfies Record<DeliveryOutcome, object[]>;

const attempts = {
  completed: {},
  duplicate: {},
  unhandled: {},
  split: {},
  retry: {},
  dead_lettered: { counts: ['DeadLettered', 'SchemaDrift'] },
  busy: {},
  lease_lost: { counts: ['LeaseLost'] },
  deferred: {},
  store_unavailable: { counts: ['StoreUnavailable'] },
} satisfies Record<AttemptOutcome, object>;

const entries = <K extends string, V>(record: Readonly<Record<K, V>>) => Object.entries(record) as [K, V][];

/** Names of all metrics that lines of these endpoints can make. */
export function metricsCarried(endpoints: readonly string[]): ReadonlySet<string> {
  const lines = endpoints.flatMap((endpoint): JournalLine[] => {
    const shared = { endpoint, durationMs: 1, requestId: 'r' };
    return [
      ...entries(deliveries).flatMap(([outcome, lines]) =>
        lines.map((more) => ({ ...shared, kind: 'delivery' as const, outcome, status: 200, bytes: 2, ...more })),
      ),
      ...entries(attempts).map(([outcome, more]) => ({
        ...shared,
        kind: 'attempt' as const,
        outcome,
        eventId: 'e',
        attempt: 1,
        ...more,
      })),
    ];
  });
  return new Set(lines.flatMap((line) => datapointsOf(formatLine(line, 0)).map(({ metric }) => metric)));
}
