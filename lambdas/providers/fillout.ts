import { headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fillout = defineProvider({
  name: 'fillout',
  displayName: 'Fillout',
  docs: 'https://www.fillout.com/help/webhook',
  evidence: 'third-party',
  source: 'NangoHQ/nango packages/server/lib/webhook/fillout-webhook-routing.ts, which cites the page',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a webhook with the endpoint’s URL to the form, with a header of your own that carries a random token.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'submission',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"formId":"vso5fiQLsEus","formName":"Contact","submission":{"submissionId":"{id}","submissionTime":"{nowIso}","questions":[{"id":"5AtgG35AAZVcrSVfRubvp1","name":"Your name","type":"ShortAnswer","value":"Ada"}]}}',
    },
  ],
});
