import { createHash } from 'node:crypto';
import { eventKey, eventKeyWithBody } from '../../lambdas/idempotency/event-key.ts';
import { splitBatch } from '../../lambdas/processing/split-batch.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { type Identity, identify } from '../../lambdas/providers/identify.ts';
import { ConfigurationError } from '../../lambdas/runtime/errors.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { fillSample } from '../fill-sample.ts';
import type { InboxEndpoint } from '../inbox.ts';
import { UsageError } from '../operator-error.ts';
import { cutUrl, type PreparedDelivery, prepareDelivery } from '../prepare-delivery.ts';
import { isMarked, markSample } from './mark-sample.ts';

export interface CanaryPlan {
  readonly endpoint: InboxEndpoint;
  /** Where it is sent. */
  readonly url: string;
  readonly secret: string;
  /** What deliveries repeat of the configuration, where a published key signs them. */
  readonly configured: string | null;
  /** Whether a sample that handlers would see is sent where no canary can be made. */
  readonly unmarked: boolean;
}

export interface Canary {
  readonly delivery: PreparedDelivery;
  /** Keys of the records that are COMPLETED in the end: the delivery's, and that of each event it carries. */
  readonly keys: readonly string[];
  readonly marked: boolean;
}

/** Null when the provider's definition leaves no place for the canary's mark. */
export function prepareCanary(plan: CanaryPlan, nowMs: number): Canary | null {
  const { provider } = plan.endpoint;
  for (const sample of provider.samples) {
    const filled = fillSample(sample, nowMs, undefined, plan.configured ?? undefined);
    const canary = sign(plan, markSample(provider, filled), nowMs);
    if (canary && isMarked(provider, canary.request)) return { ...canary, marked: true };
  }
  const [sample] = provider.samples;
  const own = plan.unmarked ? sign(plan, sample, nowMs) : null;
  return own && { ...own, marked: false };
}

/** Null when such a delivery would not verify, which says nothing about the inbox. */
function sign(plan: CanaryPlan, sample: Provider['samples'][number], nowMs: number) {
  const { endpoint, secret, configured } = plan;
  const { provider, settings, publicUrl } = endpoint;
  const target = { ...cutUrl(plan.url), publicUrl };
  try {
    const delivery = prepareDelivery({ provider, sample, target, secret, configured, settings, id: sample.id }, nowMs);
    const request: WebhookRequest = {
      method: 'POST',
      headers: new Map(Object.entries(delivery.headers)),
      rawQuery: cutUrl(delivery.url).rawQuery,
      publicUrl,
      rawBody: delivery.rawBody,
      ...(settings ? { settings } : {}),
    };
    const signedWithKey = secret.startsWith('-----BEGIN');
    if (!signedWithKey && !verify(provider.verification, request, [secret], nowMs).verified) return null;
    return { delivery, request, keys: recordKeys(endpoint, request) };
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof UsageError) return null;
    throw error;
  }
}

/** As ingest and processor make them. */
function recordKeys({ name, provider }: InboxEndpoint, request: WebhookRequest): readonly string[] {
  const identity = identify(provider, request);
  const key = (one: Identity, body: Buffer, withBody: boolean | undefined) =>
    withBody
      ? eventKeyWithBody(name, one, createHash('sha256').update(body).digest('hex'))
      : eventKey(name, one.eventId);
  const items = provider.batch ? (splitBatch(provider.batch, request.rawBody, identity.eventType) ?? []) : [];
  return [
    key(identity, request.rawBody, provider.unsignedId),
    ...items.map((item) => key(item, item.body, provider.batch?.bodyInKey)),
  ];
}
