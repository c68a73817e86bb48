import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customProvider } from '../../../lambdas/providers/custom-provider.ts';
import { parseSecretText } from '../../../lambdas/runtime/secret-text.ts';
import { unsigned } from '../../../lambdas/verification/schemes.ts';
import { checkSecret } from '../../../operator/check-secret.ts';
import type { Inbox } from '../../../operator/inbox.ts';
import type { JournalQuery } from '../../../operator/journal.ts';
import { lastVerified } from '../../../operator/last-verified.ts';
import { OperatorError, UsageError } from '../../../operator/operator-error.ts';
import type { OperatorPorts } from '../../../operator/ports.ts';
import { retireSecret, rotateSecret, type SecretStatus, secretStatus, setSecret } from '../../../operator/secret.ts';
import { signingSecret } from '../../../operator/signing-secret.ts';
import { createMemorySecrets, endpointOf, providerNamed } from './inbox-fixture.ts';

const day = 24 * 60 * 60 * 1000;
const first = 'whsec_firstFirstFirstFirst';
const second = 'whsec_secondSecondSecond';
const stripe = endpointOf(providerNamed('stripe'));
const open = endpointOf(customProvider('open', unsigned({ reason: 'only reachable inside the house' })), {
  secretArn: null,
});

let nowMs = Date.UTC(2026, 10, 25);
const secrets = createMemorySecrets(() => nowMs);
beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 25);
  secrets.versions.clear();
});

function makePair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    pem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    hex: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
  };
}

describe('checking a secret', () => {
  it.each([
    ['stripe', first],
    ['github', 'a random secret of mine'],
    ['slack', '8f742231b10e8888abcd99yyyzzz85a5'.replace(/[^0-9a-f]/g, '0')],
    ['standard-webhooks', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  ])('takes what %s shows', (name, secret) => {
    expect(() => checkSecret(secret, endpointOf(providerNamed(name)))).not.toThrow();
  });

  it.each([
    ['stripe', '', /nothing was entered/],
    ['stripe', ` ${first}`, /white space/],
    ['stripe', `${first}\r`, /white space/],
    ['stripe', 'sk_live_51H8Zx0000000000', /This is an API key/],
    ['stripe', 'wrong', /endpoint "stripe" takes the endpoint’s signing secret/],
    ['stripe', 'undefined', /endpoint "stripe" takes/],
    ['github', 'ghp_0123456789abcdefghij', /This is an access token/],
    ['slack', 'xoxb-0123456789', /This is a token/],
    ['twilio', `AC${'0'.repeat(32)}`, /This is an account or key SID/],
    ['standard-webhooks', 'whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', /private key/],
    ['discord', '0'.repeat(64), /public key/],
    ['sendgrid', 'A'.repeat(88), /public key/],
  ])('refuses what %s does not sign with, and never shows it: “%s”', (name, secret, sentence) => {
    const check = () => checkSecret(secret, endpointOf(providerNamed(name)));
    expect(check).toThrow(UsageError);
    expect(check).toThrow(sentence);
    if (secret !== '' && secret !== 'wrong') expect(check).not.toThrow(secret.trim());
  });
});

describe('setting a secret', () => {
  it('makes it the only one that verifies', async () => {
    expect(await setSecret(stripe, first, { secrets })).toEqual({ replaced: false });
    expect(await setSecret(stripe, second, { secrets })).toEqual({ replaced: true });
    expect(secrets.versions.get('arn:stripe')).toMatchObject({ current: second, previous: second });
    expect(await secretStatus(stripe, { secrets }, nowMs)).toMatchObject({ state: 'one' });
  });

  it('writes a secret that begins like JSON as a list, so that it is read back as it is', async () => {
    const endpoint = endpointOf(providerNamed('github'));
    await setSecret(endpoint, '[brackets]', { secrets });
    expect(secrets.versions.get('arn:github')?.current).toBe('["[brackets]"]');
    expect(await secretStatus(endpoint, { secrets }, nowMs)).toMatchObject({ state: 'one' });
  });

  it('writes nothing when the secret is wrong, or the endpoint takes none', async () => {
    await expect(setSecret(stripe, 'wrong', { secrets })).rejects.toThrow(UsageError);
    await expect(setSecret(open, first, { secrets })).rejects.toThrow(/"open" takes unsigned deliveries/);
    expect(secrets.versions.size).toBe(0);
  });
});

describe('rotating a secret', () => {
  it('keeps the one before for three days', async () => {
    await setSecret(stripe, first, { secrets });
    expect(await rotateSecret(stripe, { secret: second }, { secrets }, nowMs)).toEqual({
      overlapEndsAt: '2026-11-28T00:00:00.000Z',
      dropped: false,
    });
    expect(secrets.versions.get('arn:stripe')).toMatchObject({ current: second, previous: first });
    expect(await secretStatus(stripe, { secrets }, nowMs + 3 * day - 1)).toMatchObject({ state: 'rotating' });
    expect(await secretStatus(stripe, { secrets }, nowMs + 3 * day)).toMatchObject({ state: 'one' });
  });

  it.each([
    ['an hour', 3_600_000],
    ['three days', 3 * day],
    ['a week', 7 * day],
  ])('keeps the one before for %s, to the millisecond', async (_, overlapMs) => {
    await setSecret(stripe, first, { secrets });
    const { overlapEndsAt } = await rotateSecret(stripe, { secret: second, overlapMs }, { secrets }, nowMs);
    expect(Date.parse(overlapEndsAt)).toBe(nowMs + overlapMs);
    const status = (atMs: number) => secretStatus(stripe, { secrets }, atMs);
    expect(await status(nowMs + overlapMs - 1)).toMatchObject({ state: 'rotating', overlapEndsAt, current: 1 });
    expect(await status(nowMs + overlapMs)).toMatchObject({ state: 'one' });
  });

  it('leaves a value that every reader takes for the new secret', async () => {
    await setSecret(stripe, first, { secrets });
    await rotateSecret(stripe, { secret: second, overlapMs: 3_600_000 }, { secrets }, nowMs);
    expect(parseSecretText(secrets.versions.get('arn:stripe')?.current ?? '')).toEqual([second]);
    await expect(rotateSecret(stripe, { secret: second }, { secrets }, nowMs)).rejects.toThrow(/already in use/);
  });

  it('says when a third secret pushes out one that still verified', async () => {
    await setSecret(stripe, first, { secrets });
    await rotateSecret(stripe, { secret: second }, { secrets }, nowMs);
    nowMs += day;
    expect(await rotateSecret(stripe, { secret: 'whsec_thirdThirdThirdThird' }, { secrets }, nowMs)).toMatchObject({
      dropped: true,
    });
  });

  it('refuses the secret in use, and an endpoint that has none', async () => {
    await expect(rotateSecret(stripe, { secret: first }, { secrets }, nowMs)).rejects.toThrow(
      /inbox secret set stripe/,
    );
    await setSecret(stripe, first, { secrets });
    await expect(rotateSecret(stripe, { secret: first }, { secrets }, nowMs)).rejects.toThrow(/already in use/);
    expect(secrets.versions.get('arn:stripe')?.previous).toBeNull();
  });
});

describe('retiring older secrets', () => {
  it.each([3_600_000, 3 * day])('ends an overlap of %i ms at once', async (overlapMs) => {
    await setSecret(stripe, first, { secrets });
    await rotateSecret(stripe, { secret: second, overlapMs }, { secrets }, nowMs);
    await retireSecret(stripe, { secrets }, nowMs);
    expect(secrets.versions.get('arn:stripe')).toMatchObject({ current: second, previous: second });
    expect(await secretStatus(stripe, { secrets }, nowMs)).toMatchObject({ state: 'one', replaced: true });
  });

  it('keeps the newest of a list', async () => {
    await secrets.put('arn:stripe', JSON.stringify([second, first]));
    await retireSecret(stripe, { secrets }, nowMs);
    expect(secrets.versions.get('arn:stripe')).toMatchObject({ current: second, previous: second });
  });

  it('killed between its two writes is done by the next', async () => {
    await secrets.put('arn:stripe', JSON.stringify([second, first]));
    let writes = 0;
    const put: typeof secrets.put = async (arn, value) => {
      writes += 1;
      if (writes === 2) throw new Error('killed');
      await secrets.put(arn, value);
    };
    await expect(retireSecret(stripe, { secrets: { ...secrets, put } }, nowMs)).rejects.toThrow('killed');
    await retireSecret(stripe, { secrets }, nowMs);
    expect(secrets.versions.get('arn:stripe')).toMatchObject({ current: second, previous: second });
  });

  it('is refused, writing nothing, where there is none', async () => {
    await expect(retireSecret(stripe, { secrets }, nowMs)).rejects.toThrow(/no usable secret/);
    await setSecret(stripe, first, { secrets });
    const before = secrets.versions.get('arn:stripe');
    await expect(retireSecret(stripe, { secrets }, nowMs)).rejects.toThrow(/has one secret and none before it/);
    await expect(retireSecret(open, { secrets }, nowMs)).rejects.toThrow(UsageError);
    expect(secrets.versions.get('arn:stripe')).toBe(before);
  });
});

describe('which secret verified last', () => {
  const changedAt = new Date(Date.UTC(2026, 10, 25)).toISOString();
  const rotating = { state: 'rotating', changedAt, overlapEndsAt: null, current: 1 } as const;
  const asked = async (status: SecretStatus, secretIndex: number | null, minutes = 60) => {
    const time = new Date(Date.parse(changedAt) + minutes * 60_000).toISOString();
    const common = {
      kind: 'delivery',
      endpoint: 'stripe',
      outcome: 'accepted',
      status: 200,
      bytes: 1,
      durationMs: 1,
    } as const;
    const entries = secretIndex === null ? [] : [{ ...common, time, requestId: 'r', secretIndex }];
    const queries: JournalQuery[] = [];
    const journal: OperatorPorts['journal'] = {
      read: async function* (query) {
        queries.push(query);
        yield* entries;
      },
    };
    const last = await lastVerified('stripe', status, { journal }, Date.parse(changedAt) + minutes * 60_000);
    return { secret: last?.secret ?? null, queries };
  };

  it('is the current one or the previous one, as the journal counts them', async () => {
    expect((await asked(rotating, 0)).secret).toBe('current');
    expect((await asked(rotating, 1)).secret).toBe('previous');
    expect((await asked({ ...rotating, current: 2 }, 1)).secret).toBe('current');
  });

  it('is not known while a running function may still count as before', async () => {
    expect((await asked(rotating, 0, 9)).secret).toBe('unknown');
    expect((await asked(rotating, 1, 9)).secret).toBe('previous');
    expect((await asked({ state: 'one', changedAt, replaced: true }, 0, 9)).secret).toBe('unknown');
    expect((await asked({ state: 'one', changedAt, replaced: false }, 0, 9)).secret).toBe('current');
  });

  it('is none before a delivery came since the change, nor where there is no secret', async () => {
    const { secret, queries } = await asked(rotating, null);
    expect(secret).toBeNull();
    expect(queries).toEqual([
      { filter: { endpoint: 'stripe', verified: true, sinceMs: Date.parse(changedAt) }, limit: 1 },
    ]);
    expect((await asked({ state: 'unset' }, 0)).queries).toEqual([]);
    const [late] = (await asked(rotating, 1, 30 * 24 * 60)).queries;
    expect(late?.filter.sinceMs).toBe(Date.parse(changedAt) + 23 * day);
  });
});

describe('the state of a secret', () => {
  it('is unsigned, unset, malformed, or several in one', async () => {
    const status = () => secretStatus(stripe, { secrets }, nowMs);
    expect(await secretStatus(open, { secrets }, nowMs)).toEqual({ state: 'unsigned' });
    expect(await status()).toEqual({ state: 'unset' });
    await secrets.put('arn:stripe', '["a","b"]');
    expect(await status()).toMatchObject({ state: 'rotating', overlapEndsAt: null });
    await secrets.put('arn:stripe', '{"secret":"top-secret"}');
    const malformed = await status();
    expect(malformed).toMatchObject({ state: 'malformed' });
    expect(JSON.stringify(malformed)).not.toContain('top-secret');
  });
});

describe('what a sample is signed with', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inbox-keys-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const inbox = (): Inbox => ({
    kind: 'local',
    endpoints: new Map(),
    tableName: 'table',
    aws: { region: 'eu-central-1' },
    journalPath: null,
    logGroups: [],
    signingKeysPath: join(folder, 'signing-keys.json'),
  });
  const discord = endpointOf(providerNamed('discord'));

  it('is the newest secret', async () => {
    await secrets.put('arn:stripe', JSON.stringify([second, first]));
    expect(await signingSecret(inbox(), stripe, { secrets })).toBe(second);
  });

  it('is the private key beside the stack for a provider that signs with one', async () => {
    const [pair, other] = [makePair(), makePair()];
    await writeFile(join(folder, 'signing-keys.json'), JSON.stringify({ discord: pair.pem }));
    await secrets.put('arn:discord', pair.hex);
    expect(await signingSecret(inbox(), discord, { secrets })).toBe(pair.pem);
    await secrets.put('arn:discord', other.hex);
    await expect(signingSecret(inbox(), discord, { secrets })).rejects.toThrow(/only Discord has the private key/);
  });

  it('is missing, with a sentence that says what to do', async () => {
    await expect(signingSecret(inbox(), stripe, { secrets })).rejects.toThrow(
      new OperatorError('endpoint "stripe" has no secret yet: set it with `inbox secret set stripe`'),
    );
    await secrets.put('arn:discord', makePair().hex);
    await expect(signingSecret(inbox(), discord, { secrets })).rejects.toThrow(/only Discord has the private key/);
    await secrets.put('arn:stripe', '{"broken');
    await expect(signingSecret(inbox(), stripe, { secrets })).rejects.toThrow(/looks like JSON but does not parse/);
    await writeFile(join(folder, 'signing-keys.json'), '{');
    await expect(signingSecret(inbox(), discord, { secrets })).rejects.toThrow(/cannot be read/);
  });
});
