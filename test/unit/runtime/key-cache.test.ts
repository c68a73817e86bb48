import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FetchKey } from '../../../lambdas/runtime/fetch-key.ts';
import { createKeyCache } from '../../../lambdas/runtime/key-cache.ts';
import type { KeyRequest } from '../../../lambdas/verification/key-request.ts';

const minute = 60_000;
const source = { kind: 'keySet', url: ['https://keys.example.com/'], format: 'jwks' } as const;
const wanted = (keyId: string, url = 'https://keys.example.com/'): KeyRequest => ({ url, keyId, source });
const jwk = (kid: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  kid,
});
const setOf = (...kids: string[]) => JSON.stringify({ keys: kids.map(jwk) });

function cacheOver(answer: (url: string) => string | Promise<string>) {
  const clock = { nowMs: 1_795_514_400_000 };
  const asked: string[] = [];
  const cache = createKeyCache(
    async ({ url }) => {
      asked.push(url);
      return answer(url);
    },
    () => clock.nowMs,
    () => ({ roots: [], intermediates: [] }),
  );
  const keys = async (request: KeyRequest) => {
    const state = await cache.get(request);
    return state.kind === 'known' ? state.keys.length : state.kind;
  };
  return { keys, asked, clock };
}

const down = () => Promise.reject(new Error('down'));

describe('published keys', () => {
  it('that a delivery carries itself are looked at, and nobody is asked', async () => {
    const { keys, asked } = cacheOver(() => setOf('a'));
    const chain = { kind: 'certificateChain', root: '', extension: '1.2.3', issuerExtension: '1.2.4' } as const;
    expect(await keys({ url: '', certificates: 'no certificate', keyId: null, source: chain })).toBe(0);
    expect(asked).toEqual([]);
  });

  it('are asked for once, by however many deliveries at once', async () => {
    const { keys, asked } = cacheOver(() => setOf('a', 'b'));
    expect(await Promise.all([keys(wanted('a')), keys(wanted('b')), keys(wanted('a'))])).toEqual([1, 1, 1]);
    expect(asked).toHaveLength(1);
  });

  it('are asked for again after an hour', async () => {
    const { keys, asked, clock } = cacheOver(() => setOf('a'));
    await keys(wanted('a'));
    clock.nowMs += 60 * minute;
    expect(await keys(wanted('a'))).toBe(1);
    expect(asked).toHaveLength(2);
  });

  it('are served on for a day while nobody answers, and not longer', async () => {
    let answer: () => string | Promise<string> = () => setOf('a');
    const { keys, clock } = cacheOver(() => answer());
    await keys(wanted('a'));
    answer = down;
    clock.nowMs += 23 * 60 * minute;
    expect(await keys(wanted('a'))).toBe(1);
    clock.nowMs += 2 * 60 * minute;
    expect(await keys(wanted('a'))).toBe('unavailable');
  });

  it('are unavailable when nobody ever answered, and asked for again soon', async () => {
    const { keys, asked, clock } = cacheOver(down);
    expect(await keys(wanted('a'))).toBe('unavailable');
    expect(await keys(wanted('a'))).toBe('unavailable');
    expect(asked).toHaveLength(1);
    clock.nowMs += 5_000;
    await keys(wanted('a'));
    expect(asked).toHaveLength(2);
  });

  it('that are not in a known answer cost one question a minute, whatever ids are invented', async () => {
    const { keys, asked, clock } = cacheOver(() => setOf('a'));
    await keys(wanted('a'));
    clock.nowMs += minute;
    for (let index = 0; index < 100; index += 1) expect(await keys(wanted(`invented-${index}`))).toBe(0);
    expect(asked).toHaveLength(2);
  });

  it('are found when the provider adds one', async () => {
    let kids = ['a'];
    const { keys, clock } = cacheOver(() => setOf(...kids));
    await keys(wanted('a'));
    kids = ['a', 'b'];
    clock.nowMs += minute;
    expect(await keys(wanted('b'))).toBe(1);
  });

  it('are asked for at most twenty times a minute, whatever URLs deliveries name', async () => {
    const { keys, asked, clock } = cacheOver(() => setOf('a'));
    for (let index = 0; index < 100; index += 1) await keys(wanted('a', `https://keys.example.com/${index}`));
    expect(asked).toHaveLength(20);
    clock.nowMs += minute;
    expect(await keys(wanted('a', 'https://keys.example.com/99'))).toBe(1);
  });

  it.each(['', 'null', '{"keys":[{"kid":"a"}]}', '{"keys":{}}', '<html>'])(
    'are none in the answer %j',
    async (text) => {
      expect(await cacheOver(() => text).keys(wanted('a'))).toBe(0);
    },
  );
});

describe('keys that are asked for with a token', () => {
  const granted = {
    kind: 'grantedKeyApi',
    tokenUrl: ['https://api.example.com/token'],
    scope: 's',
    url: ['https://api.example.com/key/'],
    keyId: { kind: 'header', name: 'x-key' },
    keyIdPattern: '[a-z]+',
    pem: 'key',
  } as const;
  const grant = {
    url: 'https://api.example.com/token',
    authorization: 'Basic aWQ6c2VjcmV0',
    form: 'grant_type=client_credentials',
  };
  const requestFor = (keyId: string): KeyRequest => ({
    url: `https://api.example.com/key/${keyId}`,
    grant,
    keyId,
    source: granted,
  });
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' });
  const answers = {
    token: (): string => JSON.stringify({ access_token: 't1', expires_in: 7200 }),
    key: (): string => JSON.stringify({ key: String(pem).replaceAll('\n', '') }),
  };

  function cacheWith(changed: Partial<typeof answers> = {}) {
    const clock = { nowMs: 1_795_514_400_000 };
    const asked: string[] = [];
    const now = { ...answers, ...changed };
    const fetchKey: FetchKey = async ({ url, body, headers }) => {
      asked.push(
        [url.split('/').slice(3).join('/'), headers?.authorization, headers?.['content-type'], body].join(' ').trim(),
      );
      return url.endsWith('/token') ? now.token() : now.key();
    };
    const cache = createKeyCache(
      fetchKey,
      () => clock.nowMs,
      () => ({ roots: [], intermediates: [] }),
    );
    const keys = async (keyId: string) => {
      const state = await cache.get(requestFor(keyId));
      return state.kind === 'known' ? state.keys.length : state.kind;
    };
    return { keys, asked, clock, now };
  }
  const tokenAsked = 'token Basic aWQ6c2VjcmV0 application/x-www-form-urlencoded grant_type=client_credentials';

  it('cost one token for as long as it is granted', async () => {
    const { keys, asked, clock } = cacheWith();
    expect([await keys('a'), await keys('b'), await keys('a')]).toEqual([1, 1, 1]);
    expect(asked).toEqual([tokenAsked, 'key/a Bearer t1', 'key/b Bearer t1']);
    clock.nowMs += 119 * minute;
    await keys('c');
    expect(asked.filter((one) => one === tokenAsked)).toHaveLength(2);
  });

  it.each([
    ['no token is granted', { token: () => JSON.stringify({ error: 'invalid_client' }) }],
    ['the token’s life is not said', { token: () => JSON.stringify({ access_token: 't1' }) }],
    [
      'nobody grants',
      {
        token: () => {
          throw new Error('down');
        },
      },
    ],
    [
      'nobody answers for the key',
      {
        key: () => {
          throw new Error('answered 401');
        },
      },
    ],
  ])('are unavailable when %s', async (_, changed) => {
    expect(await cacheWith(changed).keys('a')).toBe('unavailable');
  });

  it.each([['{}'], ['{"key":"no key"}'], ['{"key":["-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----"]}'], ['']])(
    'are none in an answer without one: %s',
    async (answer) => {
      expect(await cacheWith({ key: () => answer }).keys('a')).toBe(0);
    },
  );

  it('are asked for with another token when questions fail, but not often', async () => {
    const { keys, asked, clock, now } = cacheWith();
    await keys('a');
    now.key = () => {
      throw new Error('answered 401');
    };
    await keys('b');
    await keys('c');
    expect(asked.filter((one) => one === tokenAsked)).toHaveLength(1);
    clock.nowMs += 11 * minute;
    await keys('d');
    await keys('e');
    expect(asked.filter((one) => one === tokenAsked)).toHaveLength(2);
  });
});
