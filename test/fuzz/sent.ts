import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A delivery as it was sent. */
export interface Sent {
  readonly method: string;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly query: string;
  readonly body: Buffer;
}

export function sentIn(event: APIGatewayProxyEventV2): Sent {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(event.headers)) {
    const known = headers.get(name.toLowerCase());
    if (typeof value === 'string') headers.set(name.toLowerCase(), known === undefined ? value : `${known},${value}`);
  }
  return {
    method: event.requestContext.http.method,
    headers,
    query: event.rawQueryString,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
};

/** All the text in which a signature may stand, decoded and not. */
export function textOf({ headers, query, body }: Sent): string {
  const text = body.toString('utf8');
  const within = [...headers.values()].map((value) => Buffer.from(value, 'base64').toString());
  return [...headers.values(), ...within, query, decoded(query), text, decoded(text)].join('\n');
}
