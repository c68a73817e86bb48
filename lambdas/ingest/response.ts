import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { AnswerText } from '../providers/answer.ts';
import type { IngestOutcome } from './outcome.ts';

type Response = APIGatewayProxyStructuredResultV2;
type OutcomeOf<K extends IngestOutcome['kind']> = Extract<IngestOutcome, { kind: K }>;

/** Seconds after which a provider that honours Retry-After may deliver again (RFC 9110, section 10.2.3). */
const retryAfterSeconds = '30';

const constant = (statusCode: number, message: string, headers: Record<string, string> = {}): Response => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: `{"message":"${message}"}`,
});

const answered = (answer: AnswerText): Response => ({
  statusCode: answer.status,
  headers: {
    'x-content-type-options': 'nosniff',
    ...answer.headers,
    ...(answer.contentType ? { 'content-type': answer.contentType } : {}),
  },
  body: answer.body ?? '',
});

/** Outcome → HTTP, the only place that knows. Bodies are constant: a response never says why a delivery was refused. */
const responses = {
  accepted: (outcome) => answered(outcome.answer),
  duplicate: (outcome) => answered(outcome.answer),
  handshake: (outcome) => answered(outcome.answer),
  rejected: () => constant(401, 'Unauthorized'),
  unavailable: () => constant(503, 'Service Unavailable', { 'retry-after': retryAfterSeconds }),
  misconfigured: () => constant(500, 'Internal Server Error'),
  unknown_endpoint: () => constant(404, 'Not Found'),
  failed: () => constant(500, 'Internal Server Error'),
} satisfies { [K in IngestOutcome['kind']]: (outcome: OutcomeOf<K>) => Response };

export function toResponse(outcome: IngestOutcome): Response {
  const respond = responses[outcome.kind] as (outcome: IngestOutcome) => Response;
  return respond(outcome);
}
