import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const sonarqube = defineProvider({
  name: 'sonarqube',
  displayName: 'SonarQube',
  docs: 'https://docs.sonarsource.com/sonarqube-cloud/discovering-sonarcloud/integrations/webhooks',
  evidence: 'vendor-docs',
  source:
    'https://docs.sonarsource.com/sonarqube-cloud/discovering-sonarcloud/integrations/webhooks (HMAC-SHA256 with the secret); header and hexadecimal as in public receivers',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-sonar-webhook-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // taskId is the analysis’s: a later change of its quality gate is sent with it again, so that the hash of the body stands in.
  eventId: [],
  // Every delivery says that an analysis is done; its outcome stands in qualityGate.status.
  eventType: [],
  deadlineSeconds: 10,
  retries: 'never (https://docs.sonarsource.com/sonarqube-cloud/administering-sonarcloud/integrations/webhooks)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,200}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Project Settings → Webhooks, or Administration → Configuration → Webhooks, and create a webhook with the endpoint’s URL.',
    'Give it a random secret of at least 16 characters and store the same with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'analysis',
      contentType: 'application/json; charset=utf-8',
      headers: { 'x-sonarqube-project': 'my-project' },
      id: '{random}',
      body: '{"serverUrl":"http://localhost:9000","taskId":"{id}","status":"SUCCESS","analysedAt":"{nowIso}","revision":"c739069ec7105e01303e8b3065a81141aad9f129","project":{"key":"my-project","name":"My Project","url":"https://mycompany.com/sonarqube/dashboard?id=my-project"},"qualityGate":{"name":"SonarQube way","status":"OK","conditions":[]},"properties":{}}',
    },
  ],
});
