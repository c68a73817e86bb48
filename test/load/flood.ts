import { createSender } from '../../operator/deliver.ts';
import { planDelivery, type SigningKeys, signDelivery } from '../chaos/deliveries.ts';
import { scheduleArrivals } from '../support/arrivals.ts';

export interface FloodOptions {
  readonly url: string;
  /** Requests a second. */
  readonly rate: number;
  readonly signal: AbortSignal;
}

/** Nothing of it is signed with these. */
const noKeys: SigningKeys = { stripe: '', sendgrid: '', acme: '' };

/** Forged deliveries at a steady rate until the signal aborts. Resolves with how often each status was answered, when all were. */
export async function flood({ url, rate, signal }: FloodOptions): Promise<ReadonlyMap<number | null, number>> {
  const sender = createSender(256);
  const answers = new Map<number | null, number>();
  const underWay = new Set<Promise<void>>();
  const send = async () => {
    const forged = planDelivery('forged');
    const headers = signDelivery(forged, noKeys, Date.now());
    const { status } = await sender.deliver({ url: `${url}/hooks/${forged.endpoint}`, headers, rawBody: forged.body });
    answers.set(status, (answers.get(status) ?? 0) + 1);
  };
  await scheduleArrivals({ rate, signal }, () => {
    const sending = send().finally(() => underWay.delete(sending));
    underWay.add(sending);
  });
  await Promise.all(underWay);
  sender.close();
  return answers;
}
