import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const harbor = defineProvider({
  name: 'harbor',
  displayName: 'Harbor',
  docs: 'https://goharbor.io/docs/main/working-with-projects/project-configuration/configure-webhooks/',
  evidence: 'vendor-code',
  source: 'goharbor/harbor src/pkg/notifier/handler/notification/http_handler.go',
  verification: token(header('authorization')),
  // The format CloudEvents has an id of the event; of the format Default the hash of the body stands in.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  // The default of webhook_job_http_client_timeout (https://goharbor.io/docs/main/working-with-projects/project-configuration/configure-webhooks/)
  deadlineSeconds: 3,
  retries:
    'until a 2xx comes, 3 times unless webhook_job_max_retry says otherwise (goharbor/harbor make/harbor.yml.tmpl)',
  secret: {
    label: 'the authentication header’s value, as entered in Harbor',
    pattern: '^\\S.{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Projects in Harbor, choose the project, then Webhooks, and press New Webhook.',
    'Choose the notify type HTTP, the payload format CloudEvents and the events, and enter the endpoint’s URL.',
    'Enter a random authentication header and store the same value with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'harbor.artifact.pushed',
      contentType: 'application/cloudevents+json',
      id: '{uuid}',
      body: '{"specversion":"1.0","id":"{id}","requestid":"{uuid}","source":"/projects/2/webhook/policies/15","type":"harbor.artifact.pushed","datacontenttype":"application/json","time":"{nowIso}","data":{"resources":[{"digest":"sha256:954b378c375d852eb3c63ab88978f640b4348b01c1b3456a024a81536dafbbf4","tag":"latest","resource_url":"localhost/harbor/alpine:latest"}],"repository":{"date_created":1680501893,"name":"alpine","namespace":"harbor","repo_full_name":"harbor/alpine","repo_type":"private"}},"operator":"harbor-jobservice"}',
    },
    {
      eventType: 'PUSH_ARTIFACT',
      contentType: 'application/json',
      id: '{random}',
      body: '{"type":"PUSH_ARTIFACT","occur_at":{now},"operator":"harbor-jobservice","event_data":{"resources":[{"digest":"sha256:{random}","tag":"latest","resource_url":"localhost/harbor/alpine:latest"}],"repository":{"date_created":1680501893,"name":"alpine","namespace":"harbor","repo_full_name":"harbor/alpine","repo_type":"private"}}}',
    },
  ],
});
