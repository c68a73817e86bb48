import type { DeliveryAnswer, Sender } from './deliver.ts';
import { type DeliveryPlan, type PreparedDelivery, prepareDelivery } from './prepare-delivery.ts';

export type SentDelivery = DeliveryAnswer & { readonly eventId: string };

export interface SendReport {
  readonly deliveries: readonly SentDelivery[];
  readonly durationMs: number;
  /** Whether every answer was the one to expect: 2xx, or 401 to a delivery that was tampered with. */
  readonly asExpected: boolean;
}

export interface SendPorts {
  readonly deliver: Sender['deliver'];
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Called for every answer, in the order of arrival. */
  readonly onDelivery?: (delivery: SentDelivery) => void;
}

/** Signs and sends `count` deliveries, `concurrency` at a time. Throws UsageError when the plan cannot be carried out. */
export async function send(
  plan: DeliveryPlan,
  { count, concurrency }: { readonly count: number; readonly concurrency: number },
  ports: SendPorts,
): Promise<SendReport> {
  const startedMs = performance.now();
  const deliveries: SentDelivery[] = [];
  let begun = 0;
  const worker = async () => {
    while (begun < count) {
      begun += 1;
      const delivery = await sendOne(prepareDelivery(plan, ports.nowMs()), ports);
      deliveries.push(delivery);
      ports.onDelivery?.(delivery);
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, concurrency) }, worker));
  const expected = plan.tamper === undefined ? isSuccess : (status: number | null) => status === 401;
  return {
    deliveries,
    durationMs: performance.now() - startedMs,
    asExpected: deliveries.every(({ status }) => expected(status)),
  };
}

async function sendOne(prepared: PreparedDelivery, { deliver }: SendPorts): Promise<SentDelivery> {
  return { ...(await deliver(prepared)), eventId: prepared.eventId };
}

const isSuccess = (status: number | null) => status !== null && status >= 200 && status < 300;

export interface SendSummary {
  /** Status, or `none` for no answer → how many. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Milliseconds, over the deliveries that were answered; null when none was. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  readonly durationMs: number;
  readonly perSecond: number;
}

export function summarize({ deliveries, durationMs }: SendReport): SendSummary {
  const statuses: Record<string, number> = {};
  for (const { status } of deliveries) {
    const key = String(status ?? 'none');
    statuses[key] = (statuses[key] ?? 0) + 1;
  }
  const latencies = deliveries.filter(({ status }) => status !== null).map(({ latencyMs }) => latencyMs);
  latencies.sort((a, b) => a - b);
  return {
    statuses,
    latencyMs:
      latencies.length === 0
        ? null
        : { p50: percentile(latencies, 50), p95: percentile(latencies, 95), p99: percentile(latencies, 99) },
    durationMs,
    perSecond: deliveries.length / (durationMs / 1000),
  };
}

/** Nearest rank: the smallest value that at least `percent` of the values do not exceed. */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
