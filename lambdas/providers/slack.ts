import { bodyField, formField, formJsonField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-slack-request-timestamp');

export const slack = defineProvider({
  name: 'slack',
  displayName: 'Slack',
  docs: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
  evidence: 'vendor-code',
  source: 'npm @slack/bolt 5.1.0, dist/receivers/verify-request.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-slack-signature', { prefix: 'v0=' }),
    timestamp,
    toleranceSeconds: 300,
    signedContent: ['v0:', timestamp, ':', rawBody],
  }),
  // event_id for the Events API; a slash command or interaction has no id of its own but a trigger_id, used once.
  eventId: [bodyField('event_id'), formJsonField('payload', 'trigger_id'), formField('trigger_id')],
  eventType: [bodyField('event.type'), bodyField('type'), formJsonField('payload', 'type'), formField('command')],
  handshakes: [
    {
      name: 'url_verification',
      signed: true,
      when: [{ part: bodyField('type'), equals: 'url_verification' }],
      answer: { status: 200, body: { echo: bodyField('challenge'), pattern: '[A-Za-z0-9._-]{1,256}' } },
    },
    {
      // Slack probes the URL of a slash command unsigned. Nothing beside these fields may ride along.
      name: 'ssl_check',
      signed: false,
      when: [{ part: formField('ssl_check'), equals: '1' }, { onlyFormFields: ['ssl_check', 'token'] }],
      answer: { status: 200 },
    },
  ],
  deadlineSeconds: 3,
  retries: null,
  secret: {
    label: 'the app’s signing secret',
    pattern: '^[0-9a-f]{32}$',
    mistakes: [
      {
        pattern: '^(?:xox[abeprs]|xapp)-',
        sentence: 'This is a token; the signing secret stands under Basic Information → App Credentials.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Store the app’s signing secret (Basic Information → App Credentials) with `inbox secret set` first.',
    'Open Event Subscriptions and paste the endpoint’s URL: Slack sends a challenge, which is answered at once.',
    'The same URL serves Interactivity and slash commands.',
  ],
  samples: [
    {
      eventType: 'app_mention',
      contentType: 'application/json',
      headers: { 'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)' },
      id: 'Ev{random}',
      body: '{"token":"ZZZZZZWSxiZZZ2yIvs3peJ","team_id":"T123ABC456","api_app_id":"A123ABC456","event":{"type":"app_mention","user":"U123ABC456","text":"<@U0LAN0Z89> is it everything a river should be?","ts":"{now}.000200","channel":"C123ABC456","event_ts":"{now}.000200"},"type":"event_callback","event_id":"{id}","event_time":{now}}',
    },
    {
      eventType: '/deploy',
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)' },
      id: '{now}.{random}',
      body: 'team_id=T123ABC456&team_domain=example&channel_id=C123ABC456&user_id=U123ABC456&user_name=steve&command=%2Fdeploy&text=production&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1234%2F5678&trigger_id={id}',
    },
  ],
});
