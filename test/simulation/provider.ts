import { endpoints, type ProviderEvent } from './endpoints.ts';
import type { Ingest, IngestAnswer } from './ingest-function.ts';
import type { Machine } from './machine.ts';
import { secretArnOf, type World } from './world.ts';

/** Providers, as they behave: they deliver, lose answers, deliver again. */
export interface Providers {
  /** Delivers until it hears a 2xx, at most so often. */
  readonly deliver: (event: ProviderEvent, tries: number) => Promise<void>;
  /** One delivery that no provider sent. */
  readonly forge: (event: ProviderEvent) => Promise<void>;
  /** Sets a new secret, with which the provider signs a little later. */
  readonly rotate: (event: ProviderEvent) => void;
  /** The probability that an answer does not arrive. */
  lossRate: number;
}

/** A secret that was looked up less than a minute ago is not looked up again; add the time of the look-up itself. */
const secretTroubleMs = 75_000;

const isSuccess = (status: number) => status >= 200 && status < 300;

export function createProviders(world: World, ingest: Ingest): Providers {
  const { clock, ledger, random, secrets } = world;
  const signing = new Map<string, string>();
  const rotating = new Set<string>();
  const trouble = new WeakMap<object, number>();
  let made = 0;

  const secretOf = (event: ProviderEvent) => signing.get(event.endpoint) ?? setSecret(event);
  const setSecret = ({ endpoint }: ProviderEvent): string => {
    made += 1;
    const secret = `secret-${endpoint}-${made}`;
    secrets.rotate(secretArnOf(endpoint), secret, clock.nowMs());
    if (!signing.has(endpoint)) signing.set(endpoint, secret);
    return secret;
  };

  /** The environment could not know the secret: none of the delivery's business. */
  const mayLackSecret = (event: ProviderEvent, { machine }: IngestAnswer) => {
    const rotatedAtMs = secrets.rotatedAtMs(secretArnOf(event.endpoint));
    const sinceMs = clock.nowMs() - Math.max(rotatedAtMs, trouble.get(machine) ?? 0);
    return sinceMs < secretTroubleMs;
  };

  const noteTrouble = (machine: Machine) => {
    if ([...machine.hurt].some((kind) => kind.includes('Secret'))) trouble.set(machine, clock.nowMs());
  };

  const judge = (event: ProviderEvent, answer: IngestAnswer, sentAtMs: number) => {
    const { machine, status, died, sends } = answer;
    noteTrouble(machine);
    const healthy = !died && machine.hurt.size === 0 && !mayLackSecret(event, answer);
    if (healthy && !isSuccess(status)) ledger.breach(`I5: a healthy delivery of ${event.pk} was answered ${status}`);
    if (healthy && sends > 0 && ledger.completedThroughout(event.pk, sentAtMs, clock.nowMs())) {
      ledger.breach(`I4: a duplicate of ${event.pk}, which is completed, was queued`);
    }
  };

  return {
    lossRate: 0,
    async deliver(event, tries) {
      for (let left = tries; left > 0; left -= 1) {
        const sentAtMs = clock.nowMs();
        const headers = endpoints[event.endpoint].sign(event, secretOf(event), sentAtMs);
        const answer = await ingest(event.endpoint, { headers, body: event.body });
        judge(event, answer, sentAtMs);
        ledger.answered({ event, sentAtMs, answeredAtMs: clock.nowMs(), status: answer.status });
        if (isSuccess(answer.status) && !random.chance(this.lossRate)) return;
        await clock.sleep(random.pick([100, 5_000, 60_000, 3_600_000]));
      }
    },
    async forge(event) {
      const answer = await ingest(event.endpoint, forged(event, secretOf(event), world));
      const { status, died, writes, sends } = answer;
      noteTrouble(answer.machine);
      if (isSuccess(status)) ledger.breach(`I3: a forged delivery of ${event.pk} was answered ${status}`);
      if (writes + sends > 0) ledger.breach(`I3: a forged delivery of ${event.pk} caused ${writes + sends} writes`);
      if (!died && status !== 401 && status !== 503) ledger.breach(`I3: a forged delivery was answered ${status}`);
    },
    rotate(event) {
      const { endpoint } = event;
      secretOf(event);
      // One rotation at a time: of two in a row the first secret would be forgotten while it signs.
      if (rotating.has(endpoint)) return;
      rotating.add(endpoint);
      const secret = setSecret(event);
      clock.after(random.pick([0, 1_000, 600_000]), () => {
        signing.set(endpoint, secret);
        rotating.delete(endpoint);
      });
    },
  };
}

/** The right body with a signature of another secret, another body with the right signature, none, or (where it is signed) an old time. */
function forged(event: ProviderEvent, secret: string, { clock, random }: World) {
  const { sign } = endpoints[event.endpoint];
  const nowMs = clock.nowMs();
  const kinds = ['other secret', 'other body', 'no signature'] as const;
  const timed = event.endpoint === 'alpha' || event.endpoint === 'beta';
  switch (random.pick(timed ? ([...kinds, 'old'] as const) : kinds)) {
    case 'other secret':
      return { headers: sign(event, 'a guess', nowMs), body: event.body };
    case 'other body':
      return { headers: sign(event, secret, nowMs), body: event.body.replace('padding', 'paddinG') };
    case 'no signature':
      return { headers: [['content-type', 'application/json']] as const, body: event.body };
    case 'old':
      return { headers: sign(event, secret, nowMs - 3_600_000), body: event.body };
  }
}
