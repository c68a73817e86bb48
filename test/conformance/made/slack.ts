import { createHmac } from 'node:crypto';
import { accept, type Draft, now, reject, vector } from './draft.ts';

const secret = '00112233445566778899aabbccddeeff';
const formType = 'application/x-www-form-urlencoded';

const signed = (body: string, timestamp: string) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

type Rest = Partial<Draft> & Pick<Draft, 'expect'> & { readonly type?: string; readonly timestamp?: string };

function draft(
  name: string,
  body: string,
  { type = 'application/json', timestamp = String(now), ...rest }: Rest,
): Draft {
  const headers = {
    'Content-Type': type,
    'X-Slack-Request-Timestamp': timestamp,
    'X-Slack-Signature': signed(body, timestamp),
  };
  return { name, oracle: 'doc-only', secrets: [secret], headers, body, ...rest };
}

const event =
  '{"token":"t","team_id":"T1","api_app_id":"A1","event":{"type":"message","channel":"C1","text":"hi"},"type":"event_callback","event_id":"Ev0MADE","event_time":1795514400}';
const command =
  'token=t&team_id=T1&command=%2Fdeploy&text=production&trigger_id=13345224609.738474920.8088930838d88f008e0';
const payload = { type: 'block_actions', trigger_id: '12466734323.1395872398', actions: [{ action_id: 'approve' }] };
const interaction = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
const challenge = (text: string) => JSON.stringify({ token: 't', challenge: text, type: 'url_verification' });

const handshake = (why: string, body: string) =>
  ({
    verdict: 'challenge',
    why,
    challengeResponse: { status: 200, headers: { 'content-type': 'text/plain' }, body },
  }) as const;

export const slack = [
  draft('event', event, { expect: accept('the Events API names its events', 'Ev0MADE', 'message') }),
  draft('slash-command', command, {
    type: formType,
    expect: accept('a command has a trigger id', '13345224609.738474920.8088930838d88f008e0', '/deploy'),
  }),
  draft('interaction', interaction, {
    type: formType,
    expect: accept('the payload is JSON inside a form', '12466734323.1395872398', 'block_actions'),
  }),
  draft('challenge', challenge('abc.DEF-123_z'), { expect: handshake('echoed as plain text', 'abc.DEF-123_z') }),
  draft('challenge-unsigned', challenge('abc'), {
    headers: { 'Content-Type': 'application/json' },
    expect: reject('only a signed challenge is answered'),
  }),
  draft('ssl-check', 'ssl_check=1&token=t', {
    type: formType,
    headers: { 'Content-Type': formType },
    expect: { verdict: 'challenge', why: 'Slack sends it unsigned', challengeResponse: { status: 200, body: '' } },
  }),
  draft('ssl-check-with-a-command', 'ssl_check=1&command=/deploy', {
    headers: { 'Content-Type': formType },
    expect: reject('nothing may ride along with the unsigned check'),
  }),
  draft('ssl-check-twice', 'ssl_check=1&ssl_check=1', {
    headers: { 'Content-Type': formType },
    expect: reject('not what Slack sends'),
  }),
  draft('future-301s', event, {
    timestamp: String(now + 301),
    expect: reject('ahead of the clock by more than five minutes'),
  }),
  draft('timestamp-with-fraction', event, { timestamp: `${now}.5`, expect: reject('whole seconds') }),
  draft('timestamp-in-milliseconds', event, { timestamp: `${now}000`, expect: reject('seconds') }),
  draft('timestamp-in-other-digits', event, { timestamp: '１７９５５１４４００', expect: reject('ASCII digits') }),
].map(vector);
