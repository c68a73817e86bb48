import type { Random } from '../support/random.ts';

/** What can become of a remote call. When one fails, the SDK has made its retries. */
export const fates = [
  'ok',
  'fails',
  'reply lost',
  'retried after it took effect',
  'takes effect late',
  'dies before',
  'dies during',
  'dies after',
] as const;
export type Fate = (typeof fates)[number];

/** What happens when, in ms from now. */
export interface Plan {
  /** When the other side does what it is asked for; the last one's result is the reply. */
  readonly effects: readonly number[];
  readonly reply: { readonly atMs: number; readonly lost: boolean } | null;
  /** The caller's process dies then: before it hears a reply of the same moment, or, after, once it has heard it. */
  readonly death: { readonly atMs: number; readonly heard: boolean } | null;
}

const latencyMs = (random: Random) => (random.chance(0.9) ? random.whole(1, 20) : random.whole(20, 1_000));

/** `patienceMs` is when the caller gives up, its SDK's retries included. */
export function planOf(fate: Fate, patienceMs: number, random: Random): Plan {
  const effect = latencyMs(random);
  // Mostly at once: a reply under way leaves room for others to come between.
  const reply = random.chance(0.5) ? effect : effect + latencyMs(random);
  const answered = (effects: readonly number[], atMs: number): Plan['reply'] =>
    effects.length === 0 || atMs > patienceMs
      ? { atMs: Math.min(atMs, patienceMs), lost: true }
      : { atMs, lost: false };
  switch (fate) {
    case 'ok':
      return { effects: [effect], reply: answered([effect], reply), death: null };
    case 'fails':
      return { effects: [], reply: answered([], reply), death: null };
    case 'reply lost':
      return { effects: [effect], reply: { atMs: Math.min(reply + 1, patienceMs), lost: true }, death: null };
    case 'retried after it took effect': {
      const again = reply + latencyMs(random);
      return { effects: [effect, again], reply: answered([again], again), death: null };
    }
    case 'takes effect late': {
      const late = patienceMs + (random.chance(0.5) ? 600_000 : latencyMs(random));
      return { effects: [late], reply: { atMs: patienceMs, lost: true }, death: null };
    }
    case 'dies before':
      return { effects: [], reply: null, death: { atMs: 0, heard: false } };
    case 'dies during':
      return { effects: [effect], reply: null, death: { atMs: random.whole(0, reply), heard: false } };
    case 'dies after':
      return { effects: [effect], reply: { atMs: reply, lost: false }, death: { atMs: reply, heard: true } };
  }
}
