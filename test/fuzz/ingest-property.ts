import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { decodeBody } from '../../lambdas/processing/event-message.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { apiEvent, context, createFakeInbox, type FakeInbox } from '../support/fake-inbox.ts';
import { testRoot } from '../support/published-keys.ts';
import { answerOf, draftOf, type Keys, newKeys, publicUrl, signed } from '../support/signed-delivery.ts';
import { type Delivery, eventOf, type Genuine } from './deliveries.ts';
import { type Judgement, judge } from './oracle.ts';
import { sentIn } from './sent.ts';

const nowMs = 1_795_514_400_000;
const endpoint = 'inbox';
/** Far above what the largest of these deliveries takes. */
const hangsAfterMs = 5_000;

export type Verdict = 'accepted' | 'handshake' | 'refused' | 'unavailable';

export interface Played {
  readonly verdict: Verdict;
  readonly judgement: Judgement;
}

/** Plays deliveries through the ingest handler of one provider. Throws, in a sentence, when one breaks a promise. */
export type Play = (delivery: Delivery) => Promise<Played>;

export function createPlay(provider: Provider): Play {
  const [keys, stranger] = [newKeys(provider, 'own'), newKeys(provider, 'stranger')];
  const inbox = createFakeInbox({
    endpoints: { [endpoint]: { provider, publicUrl } },
    secrets: { [endpoint]: keys.configured },
    nowMs,
  });
  inbox.ports.fetchKey = async () => answerOf(provider, keys);
  inbox.ports.trustedCertificates = () => ({ roots: [testRoot], intermediates: [], standIns: [testRoot] });
  const secret = keys.published.length > 0 ? { secret: keys.configured } : {};
  const samples = provider.samples.map((sample) =>
    genuineOf(provider, draftOf(sample, { nowMs, ...secret }), keys, stranger),
  );
  const eventFor = (delivery: Delivery) => {
    if (delivery.kind === 'garbage') {
      return { event: { ...apiEvent(endpoint, {}), ...delivery.event }, clockSeconds: 0 };
    }
    const genuine = samples[delivery.sample % samples.length];
    if (!genuine) throw new Error('a provider has a sample');
    return eventOf(endpoint, genuine, delivery.changes);
  };
  return async (delivery) => {
    const { event, clockSeconds } = eventFor(delivery);
    inbox.clock.nowMs = nowMs + clockSeconds * 1000;
    forget(inbox);
    const startedAt = performance.now();
    const { statusCode = 0 } = await inbox.handle(event, context);
    const tookMs = performance.now() - startedAt;
    if (tookMs > hangsAfterMs) throw new Error(`a delivery took ${Math.round(tookMs)} ms`);
    const judgement = judge(provider.verification, sentIn(event), keys, inbox.clock.nowMs);
    const verdict = verdictOf(inbox, statusCode);
    checkPromises(inbox, event, verdict, judgement);
    if (delivery.kind === 'changed' && delivery.changes.length === 0) checkGenuine(verdict, judgement);
    return { verdict, judgement };
  };
}

function genuineOf(provider: Provider, draft: WebhookRequest, keys: Keys, stranger: Keys): Genuine {
  const { method, headers, rawQuery, rawBody } = signed(provider, draft, keys.signing, nowMs);
  const other = { ...draft, rawBody: otherBody(draft.rawBody) };
  return {
    method,
    headers,
    rawQuery,
    body: rawBody,
    stranger: headersOf(() => signed(provider, draft, stranger.signing, nowMs)),
    other: headersOf(() => signed(provider, other, keys.signing, nowMs)),
  };
}

/** None where a scheme has no signature to lend. */
function headersOf(sign: () => WebhookRequest): WebhookRequest['headers'] {
  try {
    return sign().headers;
  } catch {
    return new Map();
  }
}

/** Of the same length, and still of its kind: the last digit is another. */
const otherBody = (body: Buffer) =>
  Buffer.from(
    body.toString('latin1').replace(/[0-9](?=[^0-9]*$)/, (digit) => (digit === '9' ? '8' : '9')),
    'latin1',
  );

function forget({ messages, received, lines, bodies }: FakeInbox): void {
  for (const list of [messages, received, lines, bodies]) list.length = 0;
}

function verdictOf({ lines }: FakeInbox, status: number): Verdict {
  const [line, ...more] = lines;
  if (line?.kind !== 'delivery' || more.length > 0) throw new Error('a delivery is one line of the journal');
  if (line.status !== status) throw new Error('the journal tells another status than the answer');
  switch (line.outcome) {
    case 'accepted':
    case 'duplicate':
      return 'accepted';
    case 'handshake':
      return 'handshake';
    case 'rejected':
      return 'refused';
    case 'unavailable':
      if (line.reason === 'key_unavailable') return 'unavailable';
      throw new Error(`answered ${status}: ${line.reason}`);
    case 'misconfigured':
    case 'failed':
      throw new Error(`answered ${status}: ${line.errorName} ${line.errorMessage ?? ''}`);
  }
}

function checkPromises(inbox: FakeInbox, event: APIGatewayProxyEventV2, verdict: Verdict, judgement: Judgement): void {
  const { messages, received, bodies } = inbox;
  if (verdict !== 'accepted') {
    if (messages.length + received.length + bodies.length > 0) throw new Error(`${verdict}, and something was written`);
    return;
  }
  if (judgement === 'forged') throw new Error('accepted, and nothing in the delivery is a genuine signature');
  const [message, ...more] = messages;
  if (!message || more.length > 0 || received.length !== 1) throw new Error('accepted is one write and one message');
  const { encoding } = message.attributes;
  const queued =
    encoding?.StringValue === 's3'
      ? bodies[0]
      : decodeBody(encoding?.StringValue === 'text' ? 'text' : 'base64', message.body);
  if (!queued?.equals(sentIn(event).body)) throw new Error('the bytes on the queue are not those that came in');
}

function checkGenuine(verdict: Verdict, judgement: Judgement): void {
  if (verdict !== 'accepted') throw new Error(`a genuine delivery is ${verdict}`);
  if (judgement === 'forged') throw new Error('the oracle takes a genuine delivery for forged');
}
