import { validateHeaderValue } from 'node:http';
import type { Provider, Sample } from '../lambdas/providers/define-provider.ts';
import { identify } from '../lambdas/providers/identify.ts';
import { sign } from '../lambdas/verification/sign.ts';
import type { Settings, WebhookRequest } from '../lambdas/verification/webhook-request.ts';
import { fillSample } from './fill-sample.ts';
import { UsageError } from './operator-error.ts';
import { type Tamper, tamperWith } from './tamper.ts';
import { signedAtMs } from './tamper-age.ts';

/** Where a delivery goes: `url` without its query, which stays as written. */
export interface Target {
  readonly url: string;
  readonly rawQuery: string;
  /** What is signed where the provider signs the URL. */
  readonly publicUrl: string;
}

/** A URL and its query string, cut as text: where they are signed, every character counts. */
export function cutUrl(text: string): Omit<Target, 'publicUrl'> {
  const [withoutFragment = ''] = text.split('#', 1);
  const query = withoutFragment.indexOf('?');
  if (query < 0) return { url: withoutFragment, rawQuery: '' };
  return { url: withoutFragment.slice(0, query), rawQuery: withoutFragment.slice(query + 1) };
}

export interface DeliveryPlan {
  readonly provider: Provider;
  readonly sample: Sample;
  /** Sent as it is, instead of the sample's body. */
  readonly body?: Buffer | undefined;
  readonly target: Target;
  /** The signing secret, or the private key where the provider signs with one. */
  readonly secret: string;
  /** What the endpoint is configured with, where deliveries repeat it and something else signs them. */
  readonly configured?: string | null;
  readonly settings?: Settings | undefined;
  readonly id?: string | undefined;
  readonly tamper?: Tamper | undefined;
}

/** One HTTP request, ready to be sent. */
export interface PreparedDelivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
  /** The id under which the inbox knows the event. */
  readonly eventId: string;
}

/** A delivery signed as the provider signs, then spoilt where `tamper` says so. Throws UsageError when the scheme would not notice. */
export function prepareDelivery(plan: DeliveryPlan, nowMs: number): PreparedDelivery {
  const { provider, target, tamper } = plan;
  const now = draftOf(plan, nowMs);
  const [secret, ownBody] = [plan.secret, plan.body !== undefined];
  const signedAt = tamper === 'timestamp' ? signedAtMs({ provider, request: now, secret, ownBody }, nowMs) : nowMs;
  // A time that stands in the body is signed there.
  const draft = signedAt === nowMs ? now : draftOf(plan, signedAt);
  const request: WebhookRequest = { ...draft, ...sign(provider.verification, draft, secret, signedAt) };
  const sent = tamper === undefined ? request : tamperWith(tamper, provider, request);
  checkHeaders(sent);
  return {
    url: sent.rawQuery === '' ? target.url : `${target.url}?${sent.rawQuery}`,
    headers: Object.fromEntries(sent.headers),
    rawBody: sent.rawBody,
    eventId: identify(provider, request).eventId,
  };
}

function draftOf({ sample, id, configured, body, settings, target }: DeliveryPlan, nowMs: number): WebhookRequest {
  const filled = fillSample(sample, nowMs, id, configured ?? undefined);
  return {
    method: 'POST',
    headers: filled.headers,
    rawQuery: target.rawQuery,
    publicUrl: target.publicUrl,
    rawBody: body ?? filled.body,
    ...(configured ? { secret: configured } : {}),
    ...(settings ? { settings } : {}),
  };
}

/** An id or a token that the user chose may hold what no header can carry. */
function checkHeaders({ headers }: WebhookRequest): void {
  for (const [name, value] of headers) {
    try {
      validateHeaderValue(name, value);
    } catch {
      throw new UsageError(`the header ${name} cannot carry what was given: use plain letters, digits and punctuation`);
    }
  }
}
