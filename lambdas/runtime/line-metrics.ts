import { metricNamespace } from './environment.ts';
import type { JournalLine } from './journal.ts';

/** One directive of CloudWatch's embedded metric format: each metric is counted once under each set of dimensions. */
interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: 'Count' | 'Milliseconds' }[];
}

/** The fields that a line's metrics are read from, and what CloudWatch is to make of them. */
export interface LineMetrics {
  readonly fields: Readonly<Record<string, string | number>>;
  readonly directives: readonly Directive[];
}

const directive = (dimensions: readonly string[], Metrics: Directive['Metrics']): Directive => ({
  Namespace: metricNamespace,
  Dimensions: [dimensions],
  Metrics,
});
const count = (Name: string) => ({ Name, Unit: 'Count' }) as const;

/**
 * Every metric of ours, and the only place that names its dimensions: the endpoint, with the outcome or the reason.
 * All three are closed lists, so that nobody who sends can make a metric. CloudWatch charges for each combination that occurs.
 */
export function metricsOf(line: JournalLine): LineMetrics {
  const isDelivery = line.kind === 'delivery';
  const total = isDelivery ? 'Deliveries' : 'Attempts';
  const duration = isDelivery ? 'IngestDuration' : 'AttemptDuration';
  const reason = isDelivery ? line.reason : undefined;
  const counters = [...(line.counts ?? []), ...(wasTaken(line) ? ['TakenDelivery'] : [])];
  return {
    fields: {
      Endpoint: line.endpoint,
      Outcome: line.outcome,
      ...(reason ? { Reason: reason } : {}),
      [total]: 1,
      [duration]: line.durationMs,
      ...Object.fromEntries(counters.map((name) => [name, 1])),
    },
    directives: [
      directive(['Endpoint', 'Outcome'], [count(total), { Name: duration, Unit: 'Milliseconds' }]),
      ...(reason ? [directive(['Endpoint', 'Reason'], [count(total)])] : []),
      ...(counters.length > 0 ? [directive(['Endpoint'], counters.map(count))] : []),
    ],
  };
}

/** What the silence alarm waits for. A duplicate counts: whoever sends an event again is alive. */
const wasTaken = ({ kind, outcome }: JournalLine) =>
  kind === 'delivery' && (outcome === 'accepted' || outcome === 'duplicate');
