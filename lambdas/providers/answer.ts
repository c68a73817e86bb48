import { onlyValue } from '../verification/read-part.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';
import { holds } from './conditions.ts';
import type { Answer, Provider } from './define-provider.ts';

export interface AnswerText {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
}

/** The answer in words; null when what it should echo is not there or not of the allowed form. */
function render({ status, contentType, body }: Answer, request: WebhookRequest): AnswerText | null {
  if (body === undefined || typeof body === 'string') {
    return { status, ...(contentType ? { contentType } : {}), ...(body ? { body } : {}) };
  }
  const echoed = onlyValue(body.echo, request);
  if (echoed === undefined || !new RegExp(`^(?:${body.pattern})$`).test(echoed)) return null;
  return { status, contentType: 'text/plain', body: echoed };
}

/** The handshake that this request is, among the signed or the unsigned ones; null for an ordinary delivery. */
export function matchHandshake(
  provider: Pick<Provider, 'handshakes'>,
  request: WebhookRequest,
  { signed }: { readonly signed: boolean },
): { readonly name: string; readonly answer: AnswerText } | null {
  for (const handshake of provider.handshakes ?? []) {
    if (handshake.signed !== signed || !holds(handshake.when, request)) continue;
    const answer = render(handshake.answer, request);
    if (answer) return { name: handshake.name, answer };
  }
  return null;
}

/** What the provider expects back for a delivery that was accepted before or now. */
export function answerFor(provider: Pick<Provider, 'answers'>, request: WebhookRequest): AnswerText {
  const fitting = provider.answers?.find(({ when }) => holds(when, request));
  return (fitting && render(fitting.answer, request)) ?? { status: 200 };
}
