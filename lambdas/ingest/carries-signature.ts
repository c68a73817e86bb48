import { readPart } from '../verification/read-part.ts';
import type { VerificationScheme } from '../verification/scheme.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';

/** Whether there is anything to verify at all: a delivery without a signature must not even cost a look at the secret. */
export function carriesSignature(scheme: VerificationScheme, request: WebhookRequest): boolean {
  switch (scheme.kind) {
    case 'hmac':
    case 'publicKey':
      return readPart(scheme.signature, request).length > 0;
    case 'standardWebhooks':
      return (request.headers.get(`${scheme.headerPrefix}-signature`) ?? '') !== '';
    case 'token':
      return readPart(scheme.token, request).length > 0;
    case 'basicAuth':
      return (request.headers.get('authorization') ?? '') !== '';
    case 'unsigned':
      return true;
  }
}
