import { createSender } from '../../operator/deliver.ts';
import { type Planned, planDelivery, type SigningKeys, signDelivery } from '../chaos/deliveries.ts';
import { isAccepted } from '../chaos/ledger.ts';
import { scheduleArrivals } from '../support/arrivals.ts';

export interface Measured {
  /** Ids of the events that were answered 2xx. */
  readonly accepted: readonly string[];
  /** Milliseconds from when a delivery was due until it was answered, of every delivery. */
  readonly latencies: readonly number[];
  /** Answers other than 2xx, by status; null where none came. */
  readonly errors: ReadonlyMap<number | null, number>;
}

interface Options {
  readonly url: string;
  readonly keys: SigningKeys;
  /** Deliveries a second. */
  readonly rate: number;
  readonly seconds: number;
}

/**
 * Sends new events at a steady rate, whether or not those before were answered, and times each from the moment when it was due:
 * a stack that stands still makes every delivery late that was due meanwhile, not only the one that met it.
 */
export async function measureDeliveries({ url, keys, rate, seconds }: Options): Promise<Measured> {
  const sender = createSender(256);
  const accepted: string[] = [];
  const latencies: number[] = [];
  const errors = new Map<number | null, number>();
  const send = async (planned: Planned, dueMs: number) => {
    const headers = signDelivery(planned, keys, Date.now());
    const { status } = await sender.deliver({
      url: `${url}/hooks/${planned.endpoint}`,
      headers,
      rawBody: planned.body,
    });
    latencies.push(performance.now() - dueMs);
    if (isAccepted(status)) accepted.push(...planned.eventIds);
    else errors.set(status, (errors.get(status) ?? 0) + 1);
  };
  const sending: Promise<void>[] = [];
  await scheduleArrivals({ rate, limit: Math.ceil(rate * seconds) }, (dueMs) => {
    sending.push(send(planDelivery('plain'), dueMs));
  });
  await Promise.all(sending);
  sender.close();
  return { accepted, latencies, errors };
}
