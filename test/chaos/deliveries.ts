import { randomUUID, sign } from 'node:crypto';
import { eventIdOf } from '../../lambdas/idempotency/event-key.ts';
import { hmacHex, stripeDelivery } from '../support/sign-by-hand.ts';

/** What a delivery is sent for. `forged` is signed with a secret of somebody else. */
export type DeliveryKind = 'plain' | 'large' | 'moody' | 'hopeless' | 'poison' | 'batch' | 'forged';
export type Endpoint = 'stripe' | 'sendgrid' | 'acme';

/** One delivery, which may be sent several times; each time signed anew. */
export interface Planned {
  readonly kind: DeliveryKind;
  readonly endpoint: Endpoint;
  readonly body: Buffer;
  /** Ids of what an accepted delivery promises to finish: of a batch the delivery itself and every event in it. */
  readonly eventIds: readonly string[];
}

/** Endpoint → signing secret, or private key in PEM. */
export type SigningKeys = Readonly<Record<Endpoint, string>>;

/** Stands in every id of a forged delivery and nowhere else. */
export const forgedWord = 'forged-';

export function planDelivery(kind: DeliveryKind): Planned {
  const id = `${kind === 'forged' ? forgedWord : `${kind}-`}${randomUUID()}`;
  switch (kind) {
    case 'batch': {
      const items = Array.from({ length: 12 }, (_, index) => `${id}-${index}`);
      const body = Buffer.from(JSON.stringify(items.map((item) => ({ sg_event_id: item, event: 'delivered' }))));
      return { kind, endpoint: 'sendgrid', body, eventIds: [eventIdOf(body), ...items] };
    }
    case 'plain':
    case 'forged':
      return single('stripe', kind, id);
    case 'large':
      // More than a queue message takes: it travels through the bucket.
      return single('stripe', kind, id, 'x'.repeat(1_200_000));
    case 'moody':
    case 'hopeless':
    case 'poison':
      return single('acme', kind, id);
  }
}

function single(endpoint: Endpoint, kind: DeliveryKind, id: string, padding = ''): Planned {
  return { kind, endpoint, body: Buffer.from(JSON.stringify({ id, type: 'it.happened', padding })), eventIds: [id] };
}

/** The headers of a delivery sent at `nowMs`, signed by hand as its provider signs. */
export function signDelivery(
  { kind, endpoint, body }: Planned,
  keys: SigningKeys,
  nowMs: number,
): Record<string, string> {
  const json = { 'content-type': 'application/json' };
  switch (endpoint) {
    case 'stripe':
      return Object.fromEntries(
        stripeDelivery(body, nowMs, kind === 'forged' ? 'whsec_of_somebody_else' : keys.stripe).headers,
      );
    case 'acme':
      return { ...json, 'x-signature': hmacHex(keys.acme, body) };
    case 'sendgrid': {
      const timestamp = String(Math.floor(nowMs / 1000));
      const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), keys.sendgrid).toString('base64');
      return {
        ...json,
        'x-twilio-email-event-webhook-timestamp': timestamp,
        'x-twilio-email-event-webhook-signature': signature,
      };
    }
  }
}
