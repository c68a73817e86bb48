import { createHash } from 'node:crypto';
import { echoed, findHandshake, render, signsItsAnswer } from '../providers/answer.ts';
import type { Echo, Handshake } from '../providers/define-provider.ts';
import { onlyValue } from '../verification/read-part.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';
import type { Caches, IngestEndpoint } from './ingest.ts';
import type { IngestPorts } from './ingest-ports.ts';
import type { IngestOutcome } from './outcome.ts';

type Ports = Pick<IngestPorts, 'nowMs' | 'storeSecret' | 'fetchKey'>;
type Shaken = Extract<IngestOutcome, { kind: 'handshake' | 'unavailable' }>;

/** A handshake that comes unsigned; null when this is none, or none that may be answered now. Nothing is ever queued for it. */
export async function unsignedHandshake(
  ports: Ports,
  { secrets }: Caches,
  { provider, secretArn }: Pick<IngestEndpoint, 'provider' | 'secretArn'>,
  request: WebhookRequest,
): Promise<Shaken | null> {
  const handshake = findHandshake(provider, request, { signed: false });
  if (!handshake) return null;
  if (handshake.stores)
    return storeSecret(ports, { secrets }, secretArn, { handshake, stores: handshake.stores }, request);
  if (!signsItsAnswer(handshake)) return answered(handshake, request);
  const state = await secrets.get(secretArn);
  const [secret] = state.kind === 'ready' ? state.secrets : [];
  if (secret === undefined) return { kind: 'unavailable', reason: 'secret_unset' };
  return answered(handshake, { ...request, secret });
}

/** A handshake that was signed like any delivery; null when this is none. */
export async function signedHandshake(
  ports: Ports,
  provider: IngestEndpoint['provider'],
  request: WebhookRequest,
  secret: string,
): Promise<Shaken | null> {
  const handshake = findHandshake(provider, request, { signed: true });
  if (!handshake) return null;
  if (handshake.confirms && !(await confirm(ports, handshake.confirms, request))) {
    return { kind: 'unavailable', reason: 'confirmation_failed' };
  }
  return answered(handshake, { ...request, secret });
}

function answered(handshake: Handshake, request: WebhookRequest): Shaken | null {
  const answer = render(handshake.answer, request);
  return answer && { kind: 'handshake', name: handshake.name, answer };
}

/** Only while an operator waits for it: at any other time whoever calls would choose the secret. */
async function storeSecret(
  ports: Ports,
  { secrets }: Pick<Caches, 'secrets'>,
  arn: string,
  { handshake, stores }: { readonly handshake: Handshake; readonly stores: Echo },
  request: WebhookRequest,
): Promise<Shaken | null> {
  const secret = echoed(stores, request);
  const shaken = answered(handshake, request);
  if (secret === null || shaken === null) return null;
  let state = await secrets.get(arn);
  if (state.kind !== 'awaiting') ({ state } = await secrets.refreshAfterMismatch(arn));
  if (state.kind !== 'awaiting' || ports.nowMs() >= state.untilMs) return null;
  // One secret for each time that an operator waits: whoever comes second is refused, wherever he is served.
  const token = createHash('sha256').update(`${arn} ${state.untilMs}`).digest('hex');
  try {
    return (await ports.storeSecret(arn, [secret, ...state.secrets], token)) ? shaken : null;
  } catch {
    return { kind: 'unavailable', reason: 'secret_unavailable' };
  }
}

async function confirm(
  { fetchKey }: Ports,
  { url: part, host }: NonNullable<Handshake['confirms']>,
  request: WebhookRequest,
): Promise<boolean> {
  const url = onlyValue(part, request) ?? '';
  const [, named = ''] = /^https:\/\/([a-z0-9.-]+)\/[A-Za-z0-9?&=._:%/+-]*$/.exec(url) ?? [];
  if (!new RegExp(`^(?:${host})$`).test(named)) return false;
  return fetchKey({ url, mustSucceed: true }).then(
    () => true,
    () => false,
  );
}
