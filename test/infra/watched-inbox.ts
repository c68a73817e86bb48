import type { Routes } from '../../lambdas/processing/define-processor.ts';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { customProvider } from '../../lambdas/providers/custom-provider.ts';
import { formatLine } from '../../lambdas/runtime/journal.ts';
import { unsigned } from '../../lambdas/verification/schemes.ts';
import { createFakeFlow } from '../support/fake-flow.ts';
import { stripeDelivery, stripeSecret } from '../support/sign-by-hand.ts';
import { type Datapoint, datapointsOf } from './embedded-metrics.ts';

export const minute = 60_000;
export const openScheme = unsigned({ reason: 'Acme signs nothing.' });

interface Options {
  /** Null for one never set. */
  readonly secret?: string | null;
  readonly routes?: Routes;
}
interface Sent {
  /** What it is signed with. @default the endpoint's secret */
  readonly with?: string;
  readonly signedAgoMs?: number;
  readonly fields?: object;
}

/** The real ingest handler and the real processor; their lines are counted as CloudWatch does, at the time when they are printed. */
export function createWatchedInbox(name: 'stripe' | 'open', { secret = stripeSecret, routes = {} }: Options = {}) {
  const provider = name === 'open' ? customProvider('open', openScheme) : catalogue.get('stripe');
  if (!provider) throw new Error('no stripe');
  const { inbox, deliver, poll, drain } = createFakeFlow(
    name,
    { endpoints: { [name]: { provider } }, secrets: { [name]: secret } },
    routes,
  );
  const { clock, lines, ports, store } = inbox;
  const counted: Datapoint[] = [];
  let seen = 0;
  return {
    ...{ clock, lines, ports, store, deliver, poll, drain },
    send(id = 'evt_1', { with: key = secret ?? stripeSecret, signedAgoMs = 0, fields = {} }: Sent = {}) {
      const body = JSON.stringify({ id, type: 'invoice.paid', ...fields });
      return deliver(stripeDelivery(body, clock.nowMs - signedAgoMs, key));
    },
    /** All that was counted until now; to be asked for before the clock goes on. */
    counted(): readonly Datapoint[] {
      counted.push(...lines.slice(seen).flatMap((line) => datapointsOf(formatLine(line, clock.nowMs))));
      seen = lines.length;
      return counted;
    },
  };
}
