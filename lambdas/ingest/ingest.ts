import { hash } from 'node:crypto';
import { eventKey, eventKeyWithBody } from '../idempotency/event-key.ts';
import type { ReceiveResult } from '../idempotency/store.ts';
import type { EventMessage } from '../processing/event-message.ts';
import { packMessage } from '../processing/pack-message.ts';
import { answerFor, findHandshake } from '../providers/answer.ts';
import { identify } from '../providers/identify.ts';
import type { IngestProvider } from '../providers/ingest-provider.ts';
import type { KeyCache } from '../runtime/key-cache.ts';
import type { SecretCache } from '../runtime/secret-cache.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';
import { authenticate } from './authenticate.ts';
import { signedHandshake, unsignedHandshake } from './handshake.ts';
import type { IngestPorts } from './ingest-ports.ts';
import type { CountName, IngestOutcome } from './outcome.ts';

export interface IngestEndpoint {
  readonly name: string;
  readonly provider: IngestProvider;
  readonly queueUrl: string;
  readonly secretArn: string;
}

export interface Delivery {
  readonly endpoint: IngestEndpoint;
  readonly request: WebhookRequest;
  readonly traceHeader: string | null;
}

/**
 * Milliseconds each call may take, retries included. Together they stay below the shortest answer time that
 * providers of interactive webhooks ask for (Slack and Discord: 3 s). A put that takes longer is given up and the
 * event sent all the same; a send that takes longer is a 503.
 */
export const budgetMs = { put: 900, send: 1_800, putBody: 5_000 };

/** What is known already of what lies outside. */
export interface Caches {
  readonly secrets: SecretCache;
  readonly keys: KeyCache;
}

type Ports = Pick<IngestPorts, 'store' | 'sendMessage' | 'putBody' | 'nowMs' | 'storeSecret' | 'fetchKey'>;

/** The whole way of a delivery, in the one order there is: verify, identify, record, send. See docs/protocol.md. */
export async function ingest(ports: Ports, caches: Caches, delivery: Delivery): Promise<IngestOutcome> {
  const { endpoint, request } = delivery;
  const { provider } = endpoint;

  const unsigned = await unsignedHandshake(ports, caches, endpoint, request);
  if (unsigned) return unsigned;
  if (!isDeliveryMethod(provider, request) && !findHandshake(provider, request, { signed: true })) return notADelivery;

  const authentic = await authenticate(caches, endpoint, request, ports.nowMs());
  if (authentic.kind !== 'authentic') return authentic;

  const signed = await signedHandshake(ports, provider, request, authentic.secret);
  if (signed) return signed;
  return isDeliveryMethod(provider, request) ? accept(ports, delivery, authentic) : notADelivery;
}

/** A method that is there for handshakes only never queues anything. */
const isDeliveryMethod = ({ deliveryMethods = [] }: IngestProvider, { method }: WebhookRequest) =>
  method === 'POST' || deliveryMethods.some((one) => one === method);

const notADelivery: IngestOutcome = { kind: 'rejected', reason: 'missing_signature' };

interface Authentic {
  readonly secretIndex: number;
  readonly counts: readonly CountName[];
}

/** Only infrastructure may refuse from here on. */
async function accept(
  ports: Ports,
  { endpoint, request, traceHeader }: Delivery,
  authentic: Authentic,
): Promise<IngestOutcome> {
  const { eventId, eventType } = identify(endpoint.provider, request);
  const receivedAtMs = ports.nowMs();
  const event: Omit<EventMessage, 'encoding' | 'body'> = {
    endpoint: endpoint.name,
    eventId,
    eventType,
    receivedAtMs,
    contentType: request.headers.get('content-type') ?? null,
  };

  const packed = await orNull(
    packMessage(event, request.rawBody, (rawBody) =>
      ports.putBody(endpoint.name, rawBody, AbortSignal.timeout(budgetMs.putBody)),
    ),
  );
  if (packed === null) return { kind: 'unavailable', reason: 'body_store_unavailable' };

  const bodySha256 = hash('sha256', request.rawBody, 'hex');
  const pk = endpoint.provider.unsignedId
    ? eventKeyWithBody(endpoint.name, { eventId, eventType }, bodySha256)
    : eventKey(endpoint.name, eventId);
  const receipt = { pk, bodySha256, nowMs: receivedAtMs };
  const received = await orNull(
    ports.store.receive({ ...receipt, ...(eventType ? { eventType } : {}) }, AbortSignal.timeout(budgetMs.put)),
  );
  const counts = [...authentic.counts, ...countsOf(received, bodySha256)];
  const { secretIndex } = authentic;
  const outcome = { answer: answerFor(endpoint.provider, request), eventId, eventType, secretIndex, counts };

  // Only completion suppresses a delivery: whatever else the record says, the event is sent again and the processor dedupes.
  if (received?.kind === 'known' && received.existing.status === 'COMPLETED') return { kind: 'duplicate', ...outcome };

  const sent = await succeeds(
    ports.sendMessage({ queueUrl: endpoint.queueUrl, traceHeader, ...packed }, AbortSignal.timeout(budgetMs.send)),
  );
  return sent ? { kind: 'accepted', ...outcome } : { kind: 'unavailable', reason: 'queue_unavailable' };
}

/** A table that cannot be written costs the early answer to duplicates, never the event. */
function countsOf(received: ReceiveResult | null, bodySha256: string): readonly CountName[] {
  if (received === null) return ['IdempotencyStoreDegraded'];
  const before = received.kind === 'known' ? received.existing.bodySha256 : undefined;
  return before !== undefined && before !== bodySha256 ? ['BodyMismatch'] : [];
}

const orNull = <T>(call: Promise<T>): Promise<T | null> => call.catch(() => null);
const succeeds = (call: Promise<void>): Promise<boolean> =>
  call.then(
    () => true,
    () => false,
  );
