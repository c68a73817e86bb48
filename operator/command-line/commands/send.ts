import { readFile } from 'node:fs/promises';
import { createSender } from '../../deliver.ts';
import { findSample } from '../../find-sample.ts';
import type { Inbox, InboxEndpoint } from '../../inbox.ts';
import { requireEndpoint } from '../../inventory.ts';
import { OperatorError, UsageError } from '../../operator-error.ts';
import type { Target } from '../../prepare-delivery.ts';
import { type SendReport, type SentDelivery, send as sendDeliveries, summarize } from '../../send.ts';
import { signingSecret } from '../../signing-secret.ts';
import { tampers } from '../../tamper.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { milliseconds, plural } from '../layout.ts';
import type { Terminal } from '../terminal.ts';

export const send: Command = {
  name: 'send',
  arguments: [
    { name: 'endpoint', required: true },
    { name: 'event type', required: false },
  ],
  summary: 'sign a sample and deliver it',
  description: [
    'Posts a realistic sample of the endpoint’s provider, signed with the endpoint’s newest secret, and prints the status, the time until the answer, and the id under which the inbox knows the event. The event type chooses the sample.',
    'A provider that signs with a private key is signed for with the key pair that the local stack made up. A deployed inbox has only the provider’s public key, so --secret must then give the private key of a pair of your own.',
  ],
  options: {
    id: { value: 'ID', about: 'event id (default: a new one); the same again is a redelivery' },
    count: { value: 'N', about: 'how many deliveries', default: '1' },
    concurrency: { value: 'C', about: 'how many at a time', default: '1' },
    to: { value: 'URL', about: 'send there, and sign that URL (default: the endpoint’s)' },
    secret: { value: 'S', about: 'sign with this instead of the newest secret; @FILE reads a file' },
    tamper: { value: 'PART', about: 'spoil body, signature or timestamp; 401 is then right' },
    json: { about: 'one JSON document: deliveries and summary' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox send stripe invoice.paid', about: 'one signed invoice.paid' },
    { command: 'inbox send stripe --id evt_1 --count 50 --concurrency 50', about: 'one event, 50 times at once' },
    { command: 'inbox send github --tamper body', about: 'a forged delivery, which must be refused' },
  ],
  exits: ['every answer was 2xx; with --tamper, every answer was 401', 'any other answer, or none'],
  run,
};

async function run(invocation: Invocation): Promise<0 | 1> {
  const [endpointName = '', eventType] = invocation.arguments;
  const count = invocation.wholeNumber('count', { min: 1, max: 1_000_000, default: 1 });
  const concurrency = invocation.wholeNumber('concurrency', { min: 1, max: 1_000, default: 1 });
  const tamper = invocation.choice('tamper', tampers);
  const to = invocation.text('to');
  if (to !== undefined) checkUrl(to);
  if (invocation.text('id') === '') throw new UsageError('--id is empty: leave it out for a new id');

  const inbox = await invocation.inbox();
  const endpoint = requireEndpoint(inbox, endpointName);
  const sample = findSample(endpoint.provider, eventType);
  const secret = await secretFor(inbox, endpoint, invocation);
  const plan = { provider: endpoint.provider, sample, target: targetOf(endpoint, to), secret, tamper };
  const json = invocation.flag('json');
  const sender = createSender(concurrency);
  try {
    const report = await sendDeliveries(
      { ...plan, id: invocation.text('id') },
      { count, concurrency },
      {
        deliver: sender.deliver,
        nowMs: invocation.nowMs,
        onDelivery: json ? () => {} : (delivery) => invocation.terminal.print(line(delivery, invocation.terminal)),
      },
    );
    if (json) printJson(report, invocation.terminal);
    else if (count > 1) printSummary(report, invocation.terminal);
    if (!report.asExpected) explainAnswers(report, endpoint, tamper !== undefined, invocation.terminal);
    return report.asExpected ? exitCodes.ok : exitCodes.failed;
  } finally {
    sender.close();
  }
}

function checkUrl(text: string): void {
  if (URL.canParse(text) && /^https?:\/\//i.test(text)) return;
  throw new UsageError(`--to is "${text}": it must be a whole URL, such as https://example.com/hooks/stripe`);
}

/** The URL is cut as text: where it is signed, every character counts. */
function targetOf(endpoint: InboxEndpoint, to: string | undefined): Target {
  if (to === undefined) return { url: endpoint.url, rawQuery: '', publicUrl: endpoint.publicUrl };
  const [withoutFragment = ''] = to.split('#', 1);
  const query = withoutFragment.indexOf('?');
  const url = query < 0 ? withoutFragment : withoutFragment.slice(0, query);
  return { url, rawQuery: query < 0 ? '' : withoutFragment.slice(query + 1), publicUrl: url };
}

async function secretFor(inbox: Inbox, endpoint: InboxEndpoint, invocation: Invocation): Promise<string> {
  const given = invocation.text('secret');
  if (given === undefined) return signingSecret(inbox, endpoint, invocation.connect(inbox));
  if (!given.startsWith('@')) return given;
  try {
    return (await readFile(given.slice(1), 'utf8')).replace(/\r?\n$/, '');
  } catch {
    throw new OperatorError(`the file of --secret cannot be read: ${given.slice(1)}`);
  }
}

function line(delivery: SentDelivery, { style }: Terminal): string {
  const { status, latencyMs, eventId } = delivery;
  const good = status !== null && status < 300;
  const shown = style(good ? 'green' : 'red', String(status ?? '---'));
  const reason = status === null ? `  ${delivery.reason}` : '';
  return `${shown} ${milliseconds(latencyMs).padStart(8)}  ${eventId}${reason}`;
}

function printSummary(report: SendReport, { print }: Terminal): void {
  const { statuses, latencyMs, durationMs, perSecond } = summarize(report);
  const counts = Object.entries(statuses).map(([status, count]) =>
    status === 'none' ? `${count} without an answer` : `${count} × ${status}`,
  );
  const total = plural(report.deliveries.length, 'delivery', 'deliveries');
  print(`${total} in ${milliseconds(durationMs)} (${perSecond.toFixed(1)}/s): ${counts.join(', ')}`);
  if (latencyMs === null) return;
  const [p50, p95, p99] = [latencyMs.p50, latencyMs.p95, latencyMs.p99].map(milliseconds);
  print(`latency: p50 ${p50}, p95 ${p95}, p99 ${p99}`);
}

function printJson(report: SendReport, { print }: Terminal): void {
  print(JSON.stringify({ deliveries: report.deliveries, summary: summarize(report) }, null, 2));
}

function explainAnswers(report: SendReport, { name }: InboxEndpoint, tampered: boolean, { note }: Terminal): void {
  const statuses = new Set(report.deliveries.map(({ status }) => status));
  const why = (outcome: string) => `\`inbox events --endpoint ${name} --outcome ${outcome}\` says why`;
  const sentences = new Map<number | null, string>([
    [null, 'no answer came: is the inbox running, and is the URL right?'],
    [404, '404: nothing is served at that URL'],
    [413, '413: the body is larger than Lambda takes'],
    [429, '429: the inbox is being throttled'],
    [500, `500: the inbox is misconfigured or broken; ${why('misconfigured')}`],
    [503, `503: the inbox cannot accept deliveries at the moment; ${why('unavailable')}`],
    ...(tampered ? [] : [[401, `401: the inbox did not verify the signature; ${why('rejected')}`] as const]),
  ]);
  for (const status of statuses) {
    const sentence = sentences.get(status);
    if (sentence) note(sentence);
    if (tampered && status !== null && status < 300) note(`${status}: a delivery that was tampered with was accepted`);
  }
}
