import { createSender } from '../../deliver.ts';
import { findSample } from '../../find-sample.ts';
import type { Inbox, InboxEndpoint } from '../../inbox.ts';
import { requireEndpoint } from '../../inventory.ts';
import { UsageError } from '../../operator-error.ts';
import { cutUrl, type Target } from '../../prepare-delivery.ts';
import { send as sendDeliveries } from '../../send.ts';
import { configuredName, signingSecret } from '../../signing-secret.ts';
import { tampers } from '../../tamper.ts';
import { type Command, exitCodes, type Invocation } from '../command.ts';
import { readGivenSecret, readNamedFile } from '../named-file.ts';
import { deliveryLine, explainAnswers, printJson, printSummary } from '../send-report.ts';

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
    body: { value: 'FILE', about: 'send these bytes instead of the sample’s body' },
    to: { value: 'URL', about: 'send there, and sign that URL (default: the endpoint’s)' },
    secret: { value: 'S', about: 'sign with this instead of the newest secret; @FILE reads a file' },
    tamper: { value: 'PART', about: 'spoil body, signature or timestamp; 401 is then right' },
    json: { about: 'one JSON document: deliveries and summary' },
  },
  onInbox: true,
  examples: [
    { command: 'inbox send stripe invoice.paid', about: 'one signed invoice.paid' },
    { command: 'inbox send stripe --id evt_1 --count 50 --concurrency 50', about: 'one event, 50 times at once' },
    { command: 'inbox send stripe --body broken.json', about: 'a payload of your own, rightly signed' },
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
  const plan = {
    provider: endpoint.provider,
    sample: findSample(endpoint.provider, eventType),
    body: await fileOption('body', invocation),
    id: invocation.text('id'),
    target: targetOf(endpoint, to),
    secret: await secretFor(inbox, endpoint, invocation),
    configured: await configuredName(endpoint, invocation.connect(inbox)),
    settings: endpoint.settings,
    tamper,
  };
  const json = invocation.flag('json');
  const sender = createSender(concurrency);
  try {
    const report = await sendDeliveries(
      plan,
      { count, concurrency },
      {
        deliver: sender.deliver,
        nowMs: invocation.nowMs,
        onDelivery: json
          ? () => {}
          : (delivery) => invocation.terminal.print(deliveryLine(delivery, invocation.terminal)),
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

function targetOf(endpoint: InboxEndpoint, to: string | undefined): Target {
  if (to === undefined) return { url: endpoint.url, rawQuery: '', publicUrl: endpoint.publicUrl };
  const target = cutUrl(to);
  return { ...target, publicUrl: target.url };
}

async function secretFor(inbox: Inbox, endpoint: InboxEndpoint, invocation: Invocation): Promise<string> {
  const given = invocation.text('secret');
  if (given === undefined) return signingSecret(inbox, endpoint, invocation.connect(inbox));
  return readGivenSecret(given);
}

async function fileOption(name: string, invocation: Invocation): Promise<Buffer | undefined> {
  const path = invocation.text(name);
  return path === undefined ? undefined : readNamedFile(name, path);
}
