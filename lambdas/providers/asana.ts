import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const handedOver = { echo: header('x-hook-secret'), pattern: '[A-Za-z0-9_-]{16,256}' } as const;

export const asana = defineProvider({
  name: 'asana',
  displayName: 'Asana',
  docs: 'https://developers.asana.com/docs/webhooks-guide',
  evidence: 'vendor-docs',
  source: 'https://developers.asana.com/docs/webhooks-guide',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-hook-signature'),
    signedContent: [rawBody],
  }),
  // Neither a delivery nor an event has an id: the hash of each event's bytes stands in.
  eventId: [],
  eventType: [],
  batch: {
    items: 'events',
    eventId: [],
    eventType: [joined('.', bodyField('resource.resource_type'), bodyField('action'))],
  },
  handshakes: [
    {
      // Sent while the request that creates the webhook waits; the secret is chosen by Asana, anew for each webhook.
      name: 'x_hook_secret',
      signed: false,
      when: [
        { part: header('x-hook-secret'), present: true },
        { part: header('x-hook-signature'), absent: true },
      ],
      answer: { status: 200, headers: { 'x-hook-secret': handedOver } },
      stores: handedOver,
    },
  ],
  deadlineSeconds: 10,
  retries:
    'with a growing delay for 24 hours, then the webhook is deleted (https://developers.asana.com/docs/webhooks-guide)',
  secret: {
    label: 'the secret that Asana sends when a webhook is created',
    pattern: '^[A-Za-z0-9_-]{16,256}$',
    mistakes: [
      {
        pattern: '^[0-9]/[0-9]+',
        sentence: 'This is a personal access token; the secret comes with the handshake: run `inbox secret expect`.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Run `inbox secret expect`: for ten minutes the endpoint stores the secret that Asana sends.',
    'Create the webhook with a POST to https://app.asana.com/api/1.0/webhooks, the endpoint’s URL being its target.',
  ],
  samples: [
    {
      eventType: 'task.changed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"events":[{"user":{"gid":"12345","resource_type":"user"},"created_at":"{nowIso}","action":"changed","resource":{"gid":"{digits}","resource_type":"task","resource_subtype":"default_task"},"parent":null,"change":{"field":"assignee","action":"changed"}}]}',
    },
    {
      eventType: 'story.added',
      contentType: 'application/json',
      id: '{random}',
      body: '{"events":[{"user":{"gid":"12345","resource_type":"user"},"created_at":"{nowIso}","action":"added","resource":{"gid":"{digits}","resource_type":"story","resource_subtype":"comment_added"},"parent":{"gid":"1331","resource_type":"task"}}]}',
    },
  ],
});
