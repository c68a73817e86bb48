import { rootCertificates } from 'node:tls';
import { fetchKey } from '../../../lambdas/ingest/fetch-key.ts';
import { catalogue } from '../../../lambdas/providers/catalogue.ts';
import type { Provider } from '../../../lambdas/providers/define-provider.ts';
import { createKeyCache } from '../../../lambdas/runtime/key-cache.ts';
import type { WebhookRequest } from '../../../lambdas/verification/webhook-request.ts';
import { UsageError } from '../../operator-error.ts';
import { readHeaders } from '../../read-headers.ts';
import { unknownName } from '../../unknown-name.ts';
import { type Verification, verifyDelivery } from '../../verify-delivery.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { readGivenSecret, readNamedFile } from '../named-file.ts';

export const verify: Command = {
  name: 'verify',
  arguments: [],
  summary: 'say whether a delivery is genuine, or which step fails',
  description: [
    'Judges a captured delivery as the inbox would: accepted, with id and type of its event, or the step at which it fails and what to look at. Common mistakes are tried out: a body that was parsed and written again, a lost newline, another kind of secret, another URL, a clock.',
    'Headers are read as `Name: value` lines or as a JSON object. Neither the secret nor the signature that would be right is ever printed.',
  ],
  options: {
    provider: { value: 'NAME', about: 'a name of `inbox providers`' },
    secret: { value: 'S', about: 'what the endpoint is configured with; @FILE reads a file (default: asks)' },
    headers: { value: 'FILE', about: 'the headers as they arrived' },
    body: { value: 'FILE', about: 'the body as it arrived (default: none)' },
    url: { value: 'URL', about: 'the URL that was called, with its query string' },
    method: { value: 'M', about: 'the method', default: 'POST' },
    at: { value: 'TIME', about: 'when it arrived, ISO 8601 (default: now)' },
    json: { about: 'one JSON object' },
  },
  onInbox: false,
  examples: [
    {
      command: 'inbox verify --provider github --secret @secret.txt --headers headers.txt --body body.json',
      about: 'a delivery saved with curl or from a request bin',
    },
    {
      command: 'inbox verify --provider stripe --headers h.txt --body b.json --at 2026-11-24T10:00:00Z',
      about: 'as if it arrived then; asks for the secret',
    },
  ],
  exits: ['the delivery is accepted', 'it is refused'],
  run,
};

async function run(invocation: Invocation): Promise<0 | 1> {
  const provider = requireProvider(invocation.text('provider'));
  const request = await readRequest(invocation);
  const given = invocation.text('secret');
  const secret =
    given === undefined
      ? await invocation.terminal.readSecret(`${provider.secret.label}: `)
      : await readGivenSecret(given);
  const nowMs = arrivalMs(invocation);
  const trusted = () => ({ roots: rootCertificates, intermediates: [] });
  const keys = createKeyCache(fetchKey, () => nowMs, trusted);
  const verification = await verifyDelivery({ provider, request, secret, nowMs }, keys.get);
  if (invocation.flag('json')) invocation.terminal.print(JSON.stringify(verification, null, 2));
  else for (const line of linesOf(verification)) invocation.terminal.print(line);
  return verification.accepted ? exitCodes.ok : exitCodes.failed;
}

function requireProvider(name: string | undefined): Provider {
  if (name === undefined) throw new UsageError('--provider is missing: `inbox providers` lists the names');
  const provider = catalogue.get(name);
  if (!provider) throw new UsageError(unknownName('provider', name, catalogue.keys()));
  return provider;
}

async function readRequest(invocation: Invocation): Promise<WebhookRequest> {
  const headersPath = invocation.text('headers');
  if (headersPath === undefined)
    throw new UsageError('--headers is missing: name a file with the headers that arrived');
  const bodyPath = invocation.text('body');
  const url = invocation.text('url') ?? '';
  const at = url.indexOf('?');
  return {
    method: (invocation.text('method') ?? 'POST').toUpperCase(),
    headers: readHeaders((await readNamedFile('headers', headersPath)).toString('utf8')),
    rawQuery: at < 0 ? '' : url.slice(at + 1),
    publicUrl: url,
    rawBody: bodyPath === undefined ? Buffer.alloc(0) : await readNamedFile('body', bodyPath),
  };
}

function arrivalMs(invocation: Invocation): number {
  const at = invocation.text('at');
  if (at === undefined) return invocation.nowMs();
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) throw new UsageError(`--at is "${at}": it must be a time such as 2026-11-24T10:00:00Z`);
  return ms;
}

function linesOf(verification: Verification): readonly string[] {
  if (verification.accepted) {
    return [`accepted: event ${verification.eventId}, type ${verification.eventType ?? 'none'}`];
  }
  const { step, sentence, hints } = verification;
  return [`refused (${step}): ${sentence}`, ...hints.map((hint) => `  - ${hint}`)];
}
