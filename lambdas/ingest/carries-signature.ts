import { readPart } from '../verification/read-part.ts';
import type { SingleScheme, VerificationScheme } from '../verification/scheme.ts';
import { schemeFor } from '../verification/scheme-for.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';

/** Whether there is anything to verify at all: a delivery without a signature must not even cost a look at the secret. */
export function carriesSignature(scheme: VerificationScheme, request: WebhookRequest): boolean {
  const chosen = schemeFor(scheme, request);
  if (chosen === null) return false;
  if (chosen.kind === 'unsigned') return true;
  if (chosen.kind === 'bySecret') return chosen.cases.some(({ scheme: single }) => carries(single, request));
  return carries(chosen, request);
}

function carries(scheme: SingleScheme, request: WebhookRequest): boolean {
  switch (scheme.kind) {
    case 'hmac':
    case 'digest':
    case 'publicKey':
      return readPart(scheme.signature, request).length > 0;
    case 'standardWebhooks':
      return (request.headers.get(`${scheme.headerPrefix}-signature`) ?? '') !== '';
    case 'jwt': {
      const texts = readPart(scheme.token, request);
      // Every request has a body, but not every body is a token.
      return scheme.token.kind === 'rawBody' ? texts.some(looksLikeToken) : texts.length > 0;
    }
    case 'token':
      return readPart(scheme.token, request).length > 0;
    case 'basicAuth':
      return (request.headers.get('authorization') ?? '') !== '';
    case 'slots':
      return scheme.schemes.some((one) => carries(one, request));
    case 'eachItem':
      // What each item carries is seen when it is verified; that takes a body.
      return request.rawBody.length > 0;
  }
}

const looksLikeToken = (text: string) => text.split('.', 4).length === 3;
