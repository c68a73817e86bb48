import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ConfigurationError } from '../runtime/errors.ts';
import type { DeliveryLine } from '../runtime/journal.ts';
import type { IngestPorts } from './ingest-ports.ts';
import type { IngestOutcome } from './outcome.ts';
import { toResponse } from './response.ts';

/** What an exception becomes: our own message when the configuration is wrong, only the error's name otherwise. */
export function outcomeOfError(error: unknown): IngestOutcome {
  if (error instanceof ConfigurationError) return { kind: 'misconfigured', message: error.message };
  return { kind: 'failed', errorName: error instanceof Error ? error.name : typeof error };
}

function detailsOf(outcome: IngestOutcome): Partial<DeliveryLine> {
  switch (outcome.kind) {
    case 'accepted':
    case 'duplicate':
      return {
        eventId: outcome.eventId,
        ...(outcome.eventType ? { eventType: outcome.eventType } : {}),
        secretIndex: outcome.secretIndex,
        counts: outcome.counts,
      };
    case 'handshake':
      return { reason: outcome.name };
    case 'rejected':
    case 'unavailable':
      return { reason: outcome.reason };
    case 'misconfigured':
      return { reason: 'configuration', errorName: 'ConfigurationError', errorMessage: outcome.message };
    case 'failed':
      return { reason: 'exception', errorName: outcome.errorName };
    case 'unknown_endpoint':
      return { reason: 'unknown_endpoint' };
  }
}

function bodyBytes({ body, isBase64Encoded }: APIGatewayProxyEventV2): number {
  return body === undefined ? 0 : Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');
}

/** Turns the handler's outcome, or its exception, into the response, and writes the delivery's one line. */
export function journalDelivery(
  ports: Pick<IngestPorts, 'nowMs' | 'writeLine'>,
  endpointOf: (event: APIGatewayProxyEventV2) => { readonly name: string; readonly unsigned: boolean } | null,
): MiddlewareObj<APIGatewayProxyEventV2, unknown, Error> {
  const started = new WeakMap<APIGatewayProxyEventV2, number>();

  const finish = (event: APIGatewayProxyEventV2, requestId: string, outcome: IngestOutcome) => {
    const response = toResponse(outcome);
    const endpoint = endpointOf(event);
    ports.writeLine({
      kind: 'delivery',
      endpoint: endpoint?.name ?? 'unknown',
      outcome: outcome.kind === 'unknown_endpoint' ? 'rejected' : outcome.kind,
      status: response.statusCode ?? 200,
      ...(endpoint?.unsigned ? { unsigned: true } : {}),
      bytes: bodyBytes(event),
      durationMs: ports.nowMs() - (started.get(event) ?? ports.nowMs()),
      requestId,
      ...detailsOf(outcome),
    });
    return response;
  };

  return {
    before: ({ event }) => {
      started.set(event, ports.nowMs());
    },
    after: (request) => {
      request.response = finish(request.event, request.context.awsRequestId, request.response as IngestOutcome);
    },
    onError: (request) => {
      request.response = finish(request.event, request.context.awsRequestId, outcomeOfError(request.error));
    },
  };
}
