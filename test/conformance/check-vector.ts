import { isDeepStrictEqual } from 'node:util';
import { eventIdOf } from '../../lambdas/idempotency/event-key.ts';
import type { QueuedMessage } from '../../lambdas/ingest/ingest-ports.ts';
import { decodeBody } from '../../lambdas/processing/event-message.ts';
import { splitBatch } from '../../lambdas/processing/split-batch.ts';
import type { Provider } from '../../lambdas/providers/define-provider.ts';
import { configuredSecrets, type Played, playVector } from './play-vector.ts';
import type { ChallengeResponse, Expectation, Vector } from './vector.ts';

/** Null when the vector's expectation holds, else what differs, in a sentence. */
export async function checkVector(provider: Provider, vector: Vector): Promise<string | null> {
  const played = await playVector(provider, vector);
  switch (vector.expect.verdict) {
    case 'accept':
      return checkAccept(provider, played, vector.expect);
    case 'reject':
      return checkReject(played, vector);
    case 'challenge':
      return checkChallenge(played, vector.expect);
  }
}

const differs = (what: string, got: unknown, wanted: unknown) =>
  `${what} is ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}`;

function checkAccept(provider: Provider, { inbox, rawBody, response }: Played, expect: Expectation): string | null {
  const status = response.statusCode ?? 200;
  const promised = promisedStatuses(provider);
  if (!promised.includes(status)) return `${differs('status', status, promised)} (${reasonOf(inbox)})`;
  const [message, ...more] = inbox.messages;
  if (!message || more.length > 0) return differs('number of messages', inbox.messages.length, 1);
  if (inbox.received.length !== 1) return differs('number of record writes', inbox.received.length, 1);
  const body =
    message.attributes.encoding?.StringValue === 's3'
      ? inbox.bodies[0]
      : decodeBody(message.attributes.encoding?.StringValue === 'base64' ? 'base64' : 'text', message.body);
  if (!body?.equals(rawBody)) return 'the queued bytes are not the delivered bytes';
  return checkIdentity(message, expect) ?? (expect.items ? checkItems(provider, message, rawBody, expect.items) : null);
}

/** What the definition may answer to an accepted delivery. */
function promisedStatuses({ answers = [] }: Provider): readonly number[] {
  const statuses = answers.map(({ answer }) => answer.status);
  return answers.some(({ when }) => when.length === 0) ? statuses : [...statuses, 200];
}

/** An id of null means that the provider has none: the hash of the body stands in. */
function checkIdentity({ attributes }: QueuedMessage, expect: Expectation): string | null {
  const id = attributes.eventId?.StringValue ?? '';
  if (expect.id === null && !/^h:[A-Za-z0-9_-]{43}$/.test(id)) return differs('event id', id, 'a hash');
  if (expect.id !== null && expect.id !== undefined && id !== eventIdOf(String(expect.id))) {
    return differs('event id', id, eventIdOf(String(expect.id)));
  }
  const type = attributes.eventType?.StringValue ?? null;
  return expect.type === undefined || type === textOf(expect.type)
    ? null
    : differs('event type', type, textOf(expect.type));
}

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : String(value);

function checkItems(
  provider: Provider,
  { attributes }: QueuedMessage,
  rawBody: Buffer,
  wanted: NonNullable<Expectation['items']>,
): string | null {
  if (!provider.batch) return 'the delivery is a batch, but the definition names none';
  const items = splitBatch(provider.batch, rawBody, attributes.eventType?.StringValue ?? null) ?? [];
  const got = items.map(({ eventId, eventType }) => ({ id: eventId, type: eventType }));
  const right = wanted.map(({ id, type }) => ({ id: id === null ? null : eventIdOf(String(id)), type: textOf(type) }));
  const same =
    got.length === right.length &&
    right.every(({ id, type }, index) => (id === null || id === got[index]?.id) && type === got[index]?.type);
  return same ? null : differs('batch', got, right);
}

function checkReject({ inbox, response }: Played, vector: Vector): string | null {
  // A secret that is empty or was never set is the receiver's own mistake: it fails closed as one.
  const configured = configuredSecrets(vector);
  const allowed = configured.length === 0 || configured.includes('') ? [401, 500, 503] : [401];
  const status = response.statusCode ?? 200;
  if (!allowed.includes(status)) return differs('status', status, allowed);
  if (inbox.storedSecrets.length > 0) return 'a secret was stored';
  return checkNothingHappened(inbox);
}

function checkNothingHappened(inbox: Played['inbox']): string | null {
  if (inbox.messages.length > 0) return 'a message was sent';
  return inbox.received.length > 0 ? 'a record was written' : null;
}

function checkChallenge(played: Played, { challengeResponse }: Expectation): string | null {
  const { inbox, response, fetched } = played;
  if (!challengeResponse) return 'the vector does not say what the answer is';
  const wanted = [challengeResponse, ...(challengeResponse.alternatives ?? [])];
  if (!wanted.some((one) => answers(response, one))) {
    return differs('answer', { status: response.statusCode, headers: response.headers, body: response.body }, wanted);
  }
  const { storeSecret, action } = challengeResponse;
  if (storeSecret !== undefined && inbox.storedSecrets[0]?.[0] !== storeSecret) return 'the secret was not stored';
  if (storeSecret === undefined && inbox.storedSecrets.length > 0) return 'a secret was stored';
  if (action && fetched.at(-1) !== action.url) return differs('the URL fetched last', fetched.at(-1), action.url);
  return checkNothingHappened(inbox);
}

function answers(response: Played['response'], wanted: ChallengeResponse): boolean {
  if (response.statusCode !== wanted.status) return false;
  const mediaType = (value: unknown) => String(value ?? '').split(';', 1)[0];
  const headersFit = Object.entries(wanted.headers ?? {}).every(
    ([name, value]) => mediaType(response.headers?.[name.toLowerCase()]) === mediaType(value),
  );
  if (!headersFit) return false;
  // `jsonEqual: true`: the body is to be compared as JSON.
  if (wanted.jsonEqual === true) {
    return isDeepStrictEqual(JSON.parse(response.body ?? 'null'), JSON.parse(wanted.body ?? 'null'));
  }
  if (wanted.jsonEqual !== undefined) return isDeepStrictEqual(JSON.parse(response.body ?? 'null'), wanted.jsonEqual);
  return wanted.body === undefined || (response.body ?? '') === wanted.body;
}

function reasonOf({ lines }: Played['inbox']): string {
  const [line] = lines;
  return line?.kind === 'delivery' ? (line.reason ?? line.outcome) : 'nothing journalled';
}
