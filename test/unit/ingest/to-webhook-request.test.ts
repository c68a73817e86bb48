import { describe, expect, it } from 'vitest';
import { toWebhookRequest } from '../../../lambdas/ingest/to-webhook-request.ts';
import { apiEvent } from '../../support/fake-inbox.ts';

const publicUrl = 'https://hooks.example.com/hooks/acme';
const event = apiEvent('acme', { method: 'PUT', rawQuery: 'a=%20', headers: [['X-One', '1']], body: 'é' });

describe('the request that is verified', () => {
  it('is what API Gateway received, under the URL of the configuration', () => {
    expect(toWebhookRequest(event, { publicUrl, settings: { a: 'b' } })).toEqual({
      method: 'PUT',
      headers: new Map([['x-one', '1']]),
      rawQuery: 'a=%20',
      publicUrl,
      settings: { a: 'b' },
      rawBody: Buffer.from('é'),
    });
    expect(toWebhookRequest(event, { publicUrl })).not.toHaveProperty('settings');
  });

  it('has the values of headers that differ in case alone, joined as those of one header are', () => {
    const headers = { 'X-A': '1', 'x-a': '2', 'x-b': undefined };
    expect([...toWebhookRequest({ ...event, headers } as never, { publicUrl }).headers]).toEqual([['x-a', '1,2']]);
  });

  it('has text as UTF-8 and anything else as the bytes that base64 stands for', () => {
    const text = { ...event, body: '4pyT', isBase64Encoded: false };
    expect(toWebhookRequest(text, { publicUrl }).rawBody).toEqual(Buffer.from('4pyT'));
    expect(toWebhookRequest({ ...text, isBase64Encoded: true }, { publicUrl }).rawBody).toEqual(Buffer.from('✓'));
  });

  it('is empty where the event says nothing', () => {
    const { requestContext, routeKey } = event;
    const request = toWebhookRequest({ requestContext, routeKey } as never, { publicUrl });
    expect(request).toMatchObject({ headers: new Map(), rawQuery: '', rawBody: Buffer.alloc(0) });
  });
});
