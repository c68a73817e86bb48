import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Settings, WebhookRequest } from '../verification/webhook-request.ts';

/**
 * The delivery as bytes. API Gateway hands over text for a few content types and base64 for all others,
 * and says which by `isBase64Encoded`, the only thing that is trusted here.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toWebhookRequest(
  event: APIGatewayProxyEventV2,
  { publicUrl, settings }: { readonly publicUrl: string; readonly settings?: Settings },
): WebhookRequest {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (typeof value !== 'string') continue;
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : `${before},${value}`);
  }
  return {
    method: event.requestContext.http.method,
    headers,
    rawQuery: event.rawQueryString ?? '',
    publicUrl,
    ...(settings ? { settings } : {}),
    rawBody: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}
