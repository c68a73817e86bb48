import { describe, expect, it } from 'vitest';
import type { IngestOutcome } from '../../../lambdas/ingest/outcome.ts';
import { toResponse } from '../../../lambdas/ingest/response.ts';

const json = { 'content-type': 'application/json' };
const event = { eventId: 'evt_1', eventType: null, secretIndex: 0, counts: [] };
const answer = { status: 202, contentType: 'text/xml', headers: { 'x-a': 'b' }, body: '<a/>' };
const answered = {
  statusCode: 202,
  headers: { 'x-content-type-options': 'nosniff', 'x-a': 'b', 'content-type': 'text/xml' },
  body: '<a/>',
};

describe('the response to a delivery', () => {
  it.each<[IngestOutcome, object]>([
    [{ kind: 'accepted', answer, ...event }, answered],
    [{ kind: 'duplicate', answer, ...event }, answered],
    [{ kind: 'handshake', answer, name: 'challenge' }, answered],
    [
      { kind: 'rejected', reason: 'signature_mismatch' },
      { statusCode: 401, headers: json, body: '{"message":"Unauthorized"}' },
    ],
    [
      { kind: 'unavailable', reason: 'queue_unavailable' },
      { statusCode: 503, headers: { ...json, 'retry-after': '30' }, body: '{"message":"Service Unavailable"}' },
    ],
    [
      { kind: 'misconfigured', message: 'm' },
      { statusCode: 500, headers: json, body: '{"message":"Internal Server Error"}' },
    ],
    [
      { kind: 'failed', errorName: 'E' },
      { statusCode: 500, headers: json, body: '{"message":"Internal Server Error"}' },
    ],
    [{ kind: 'unknown_endpoint' }, { statusCode: 404, headers: json, body: '{"message":"Not Found"}' }],
  ])('that is $kind says that and no more', (outcome, response) => {
    expect(toResponse(outcome)).toEqual(response);
  });

  it('that its provider wants empty has no body and no type', () => {
    expect(toResponse({ kind: 'accepted', answer: { status: 200 }, ...event })).toEqual({
      statusCode: 200,
      headers: { 'x-content-type-options': 'nosniff' },
      body: '',
    });
  });
});
