import library from 'twilio';
import { accept, type Draft, publicUrl, reject, vector } from './draft.ts';

const token = 'made0c9b7a6e5d4c3b2a190807f6e5d4';
const id = '7c1d2e3f-2222-4a43-9d52-7d9d3c7b1a10';

interface Made {
  readonly url?: string;
  readonly query?: string;
  readonly body: string;
  readonly type?: string;
}

const formType = 'application/x-www-form-urlencoded';

/** By Twilio's own library, over the fields as it would see them after parsing. */
function signature({ url = publicUrl, query, body, type = formType }: Made): string {
  const fields: Record<string, string | string[]> = {};
  const form = new URLSearchParams(type === formType ? body : '');
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    fields[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return library.getExpectedTwilioSignature(token, query === undefined ? url : `${url}?${query}`, fields);
}

const draft = (name: string, signed: Made, rest: Partial<Draft> & Pick<Draft, 'expect'>): Draft => ({
  name,
  secrets: [token],
  headers: {
    ...(signed.body === '' ? {} : { 'Content-Type': signed.type ?? formType }),
    'I-Twilio-Idempotency-Token': id,
    'X-Twilio-Signature': signature(signed),
  },
  body: signed.body,
  ...(signed.query === undefined ? {} : { query: signed.query }),
  ...rest,
});

const json = '{"messages":[{"sid":"SM1","status":"delivered"}]}';
const query = `flow=7&bodySHA256=${library.getExpectedBodyHash(json)}`;
const signedJson = { query, body: json, type: 'application/json' };
const status = { body: 'MessageSid=SM1&MessageStatus=delivered&ErrorCode=&From=%2B4915735981111' };

export const twilio = [
  draft('status-callback', status, { expect: accept('an empty field is signed by its name', id, null) }),
  draft(
    'field-sent-twice',
    { body: 'Media=b&Media=a&Media=b&AccountSid=AC1' },
    {
      expect: accept('values of one name are sorted, and equal ones count once', id, null),
    },
  ),
  draft(
    'names-in-code-unit-order',
    { body: 'body=1&Body=2&%C3%84=3&a+b=4' },
    {
      expect: accept('upper case before lower case, decoded names', id, null),
    },
  ),
  draft('json', signedJson, { expect: accept('the URL carries the hash of the body', id, null) }),
  draft(
    'standard-port-signed',
    { ...status, url: 'https://hooks.example.com:443/v1/acme' },
    {
      expect: accept('the port is put in or left out, by product', id, null),
    },
  ),
  draft(
    'query-as-sent',
    { ...status, query: 'b=2&a=%20x&b=1' },
    {
      expect: accept('the query string is signed as sent, in its order', id, null),
    },
  ),
  draft(
    'get-with-parameters',
    { query: 'CallSid=CA1&CallStatus=ringing', body: '' },
    {
      method: 'GET',
      expect: accept('a GET carries its parameters in the URL', id, null),
    },
  ),
  draft('json-changed', signedJson, {
    body: json.replace('delivered', 'failed!!!'),
    expect: reject('the hash is of another body'),
  }),
  draft(
    'json-without-hash',
    { query: 'flow=7', body: json, type: 'application/json' },
    {
      expect: reject('a signature over the URL alone says nothing about the body'),
    },
  ),
  draft('form-appended', status, { body: `${status.body}&Admin=1`, expect: reject('every field is signed') }),
  draft('form-as-json', status, {
    headers: { 'Content-Type': 'application/json', 'X-Twilio-Signature': signature({ body: '' }) },
    body: json,
    expect: reject('the signature of an empty body does not serve for another'),
  }),
  draft('broken-escape', { body: 'Body=1' }, { body: 'Body=1&x=%E0%A4%A', expect: reject('not a form') }),
].map(vector);
