import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { apiEvent } from '../support/fake-inbox.ts';

/** One thing that is done to a genuine delivery before it is sent. */
export type Change =
  | {
      readonly kind: 'body';
      readonly how: 'flip' | 'insert' | 'cut' | 'replace';
      readonly at: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'header';
      readonly how: 'drop' | 'twice' | 'append' | 'cut' | 'replace' | 'upper' | 'stranger' | 'other';
      readonly which: number;
      readonly text: string;
    }
  | { readonly kind: 'query'; readonly text: string }
  | { readonly kind: 'method'; readonly method: string }
  | { readonly kind: 'encoding' }
  | { readonly kind: 'clock'; readonly seconds: number };

/** A sample of the provider's with changes, or an event of nothing that anybody ever signed. */
export type Delivery =
  | { readonly kind: 'changed'; readonly sample: number; readonly changes: readonly Change[] }
  | { readonly kind: 'garbage'; readonly event: Partial<APIGatewayProxyEventV2> };

const bytes = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 2, arbitrary: fc.json().map((text) => new Uint8Array(Buffer.from(text))) },
  { weight: 1, arbitrary: fc.nat({ max: 5_000 }).map((depth) => new Uint8Array(Buffer.from('['.repeat(depth)))) },
  { weight: 1, arbitrary: fc.nat({ max: 300 }).map((n) => new Uint8Array(Buffer.from('a=1&'.repeat(n)))) },
);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    ',',
    '=',
    'v1=',
    'v1,',
    't=0',
    'Bearer ',
    'Basic ',
    '0',
    'NaN',
    '..',
    '.',
    '\u0000',
    'null',
    '%',
    '{}',
  ),
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('body' as const),
    how: fc.constantFrom('flip', 'insert', 'cut', 'replace'),
    at: fc.nat({ max: 10_000 }),
    bytes,
  }),
  fc.record({
    kind: fc.constant('header' as const),
    how: fc.constantFrom('drop', 'twice', 'append', 'cut', 'replace', 'upper', 'stranger', 'other'),
    which: fc.nat({ max: 12 }),
    text,
  }),
  fc.record({ kind: fc.constant('query' as const), text }),
  fc.record({
    kind: fc.constant('method' as const),
    method: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH'),
  }),
  fc.constant<Change>({ kind: 'encoding' }),
  fc.record({ kind: fc.constant('clock' as const), seconds: fc.integer({ min: -5_000, max: 5_000 }) }),
);

const garbage = fc.record(
  {
    headers: fc.dictionary(text, fc.oneof(text, fc.constant(undefined), fc.array(text)) as fc.Arbitrary<string>),
    rawQueryString: text,
    body: fc.oneof(
      text,
      bytes.map((some) => Buffer.from(some).toString('latin1')),
    ),
    isBase64Encoded: fc.boolean(),
  },
  { requiredKeys: ['headers', 'rawQueryString', 'isBase64Encoded'] },
);

export const deliveries: fc.Arbitrary<Delivery> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('changed' as const),
      sample: fc.nat({ max: 9 }),
      changes: fc.array(change, { maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('garbage' as const), event: garbage }) },
);

/** A signed delivery; `stranger` has the values of its headers when signed with another key, `other` over another body. */
export interface Genuine {
  readonly method: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly rawQuery: string;
  readonly body: Buffer;
  readonly stranger: ReadonlyMap<string, string>;
  readonly other: ReadonlyMap<string, string>;
}

interface Drawn {
  method: string;
  headers: [string, string][];
  rawQuery: string;
  body: Buffer;
  liesAboutEncoding: boolean;
  clockSeconds: number;
}

/** The event of API Gateway, and by how much the receiver's clock is off. */
export function eventOf(endpoint: string, genuine: Genuine, changes: readonly Change[]) {
  const drawn: Drawn = {
    method: genuine.method,
    headers: [...genuine.headers],
    rawQuery: genuine.rawQuery,
    body: genuine.body,
    liesAboutEncoding: false,
    clockSeconds: 0,
  };
  for (const one of changes) make(one, drawn, genuine);
  const { method, headers, rawQuery, body } = drawn;
  const event = apiEvent(endpoint, { method, headers, rawQuery, body });
  const isBase64Encoded = drawn.liesAboutEncoding ? !event.isBase64Encoded : event.isBase64Encoded;
  return { event: { ...event, isBase64Encoded }, clockSeconds: drawn.clockSeconds };
}

function make(one: Change, drawn: Drawn, genuine: Genuine): void {
  switch (one.kind) {
    case 'body':
      drawn.body = changedBody(one, drawn.body);
      return;
    case 'header':
      changeHeader(one, drawn, genuine);
      return;
    case 'query':
      drawn.rawQuery = drawn.rawQuery === '' ? one.text : `${drawn.rawQuery}&${one.text}`;
      return;
    case 'method':
      drawn.method = one.method;
      return;
    case 'encoding':
      drawn.liesAboutEncoding = true;
      return;
    case 'clock':
      drawn.clockSeconds = one.seconds;
  }
}

function changedBody({ how, at, bytes: some }: Extract<Change, { kind: 'body' }>, body: Buffer): Buffer {
  const place = body.length === 0 ? 0 : at % body.length;
  const [before, after] = [body.subarray(0, place), body.subarray(place)];
  switch (how) {
    case 'flip': {
      const flipped = Buffer.from(body);
      if (body.length > 0) flipped[place] = (flipped[place] ?? 0) ^ (1 << (at % 8));
      return flipped;
    }
    case 'insert':
      return Buffer.concat([before, some, after]);
    case 'cut':
      return Buffer.concat([before, after.subarray(some.length + 1)]);
    case 'replace':
      return Buffer.from(some);
  }
}

function changeHeader(
  { how, which, text: added }: Extract<Change, { kind: 'header' }>,
  drawn: Drawn,
  genuine: Genuine,
): void {
  const index = drawn.headers.length === 0 ? -1 : which % drawn.headers.length;
  const [name = 'x-added', value = ''] = drawn.headers[index] ?? [];
  const changed = {
    drop: null,
    twice: value,
    append: value + added,
    cut: value.slice(0, -1),
    replace: added,
    upper: value.toUpperCase(),
    stranger: genuine.stranger.get(name) ?? value,
    other: genuine.other.get(name) ?? value,
  }[how];
  if (how === 'twice') drawn.headers.push([name, value]);
  else if (changed === null) drawn.headers.splice(Math.max(index, 0), 1);
  else drawn.headers.splice(Math.max(index, 0), 1, [name, changed]);
}
