import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const nowhere = 'http://127.0.0.1:1';
const endpoint = (name: string) => ({
  provider: name,
  processor: name,
  path: `/hooks/${name}`,
  queue: 'Queue',
  deadLetterQueue: 'DeadLetterQueue',
  secret: 'Secret',
});

/** The state folder of an inbox with the endpoints stripe and github, for verbs that call no service of it. */
export async function writeStateFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'inbox-state-'));
  const template = join(folder, 'template.json');
  const journal = join(folder, 'journal.ndjson');
  const endpoints = { stripe: endpoint('stripe'), github: endpoint('github') };
  const metadata = { WebhookInbox: { version: 1, table: 'Table', api: 'Api', endpoints } };
  const stack = {
    pid: process.pid,
    url: nowhere,
    region: 'eu-central-1',
    services: { sqs: nowhere, dynamodb: nowhere, secretsmanager: nowhere },
    template,
    resources: { Table: 'table', Queue: 'queue', DeadLetterQueue: 'dead', Secret: 'arn' },
    journal,
  };
  await writeFile(template, JSON.stringify({ Metadata: metadata }));
  await writeFile(join(folder, 'stack.json'), JSON.stringify(stack));
  return { folder, journal, remove: () => rm(folder, { recursive: true }) };
}
