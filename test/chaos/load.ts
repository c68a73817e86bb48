import { createSender } from '../../operator/deliver.ts';
import { scheduleArrivals } from '../support/arrivals.ts';
import { type DeliveryKind, type Planned, planDelivery, type SigningKeys, signDelivery } from './deliveries.ts';
import { isAccepted, type Ledger } from './ledger.ts';

export interface Load {
  /** Resolves when so many more deliveries were answered 2xx. */
  accepted(more: number): Promise<void>;
  /** Some of those that were answered 2xx. */
  acceptedDeliveries(): readonly Planned[];
  /** Sends it once, now, and resolves with the answer's status. */
  send(planned: Planned): Promise<number | null>;
  /** Sends no more, and resolves when all that was sent is answered. */
  stop(): Promise<void>;
}

interface Options {
  readonly url: string;
  readonly keys: SigningKeys;
  readonly ledger: Ledger;
  /** Arrivals a second. */
  readonly rate: number;
  readonly random: () => number;
}

/** More than this under way at once are not sent: nothing would be learned from a longer queue of them. */
const mostUnderWay = 200;
const remembered = 2_000;

/** Deliveries as providers send them: new ones, several at once, again after no answer, again after an answer. */
export function startLoad({ url, keys, ledger, rate, random }: Options): Load {
  const sender = createSender(mostUnderWay);
  const ending = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const unanswered: Planned[] = [];
  const answered: Planned[] = [];
  let accepted = 0;
  let waiting: { count: number; resolve: () => void }[] = [];

  const send = async (planned: Planned): Promise<number | null> => {
    const { endpoint, body: rawBody, kind, eventIds } = planned;
    const headers = signDelivery(planned, keys, Date.now());
    const { status } = await sender.deliver({ url: `${url}/hooks/${endpoint}`, headers, rawBody });
    ledger.write({ kind, endpoint, eventIds, status });
    if (isAccepted(status)) {
      accepted += 1;
      for (const { resolve } of waiting.filter(({ count }) => count <= accepted)) resolve();
      waiting = waiting.filter(({ count }) => count > accepted);
    }
    remember(isAccepted(status) ? answered : unanswered, planned);
    return status;
  };
  const remember = (list: Planned[], planned: Planned) => {
    if (planned.kind === 'forged') return;
    if (list.length < remembered) list.push(planned);
    else list[Math.floor(random() * remembered)] = planned;
  };
  const track = (planned: Planned) => {
    const sending = send(planned).finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  const arrive = () => {
    if (underWay.size >= mostUnderWay) return;
    for (const planned of next(random, unanswered, answered)) track(planned);
  };

  const arriving = scheduleArrivals({ rate, signal: ending.signal }, arrive);
  return {
    accepted: (more) => new Promise((resolve) => waiting.push({ count: accepted + more, resolve })),
    acceptedDeliveries: () => answered,
    send,
    stop: async () => {
      ending.abort();
      await arriving;
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Of a hundred deliveries, so many of each. */
const shares: readonly (readonly [DeliveryKind, number])[] = [
  ['plain', 48],
  ['moody', 25],
  ['forged', 15],
  ['batch', 8],
  ['hopeless', 2],
  ['poison', 1],
  ['large', 1],
];

/** What arrives together. */
function next(random: () => number, unanswered: Planned[], answered: readonly Planned[]): readonly Planned[] {
  if (random() < 0.3 && unanswered.length > 0) return unanswered.splice(Math.floor(random() * unanswered.length), 1);
  const again = answered[Math.floor(random() * answered.length)];
  if (random() < 0.15 && again) return [again];
  const planned = planDelivery(drawKind(random));
  return random() < 0.1 ? [planned, planned, planned] : [planned];
}

function drawKind(random: () => number): DeliveryKind {
  let left = random() * 100;
  for (const [kind, share] of shares) {
    left -= share;
    if (left < 0) return kind;
  }
  return 'plain';
}
