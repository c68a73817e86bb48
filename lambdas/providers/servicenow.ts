import { headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const servicenow = defineProvider({
  name: 'servicenow',
  displayName: 'ServiceNow',
  docs: 'https://www.servicenow.com/docs/r/australia/api-reference/web-services/t_ConfiguringARESTMessage.html',
  evidence: 'vendor-docs',
  source: 'ServiceNow/ServiceNowDocs markdown/api-reference/web-services/t_ConfiguringARESTMessage.md',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  caution: 'the body is whatever your business rule or flow sends',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the value of the header that deliveries carry',
    pattern: '^\\S.{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a REST message under System Web Services → REST Message, with the endpoint’s URL and an HTTP header of your choice, and send it from a business rule or flow.',
    'Store the whole value of that header with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'record',
      contentType: 'application/json',
      id: '{random}',
      body: '{"sys_id":"{random}","number":"INC0010001","short_description":"Printer","sys_updated_on":"2026-11-24 10:00:00"}',
    },
  ],
});
