import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customProvider } from '../../../lambdas/providers/custom-provider.ts';
import { unsigned } from '../../../lambdas/verification/schemes.ts';
import { checkSecret } from '../../../operator/check-secret.ts';
import type { Inbox } from '../../../operator/inbox.ts';
import { OperatorError, UsageError } from '../../../operator/operator-error.ts';
import { rotateSecret, secretStatus, setSecret } from '../../../operator/secret.ts';
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
    expect(await rotateSecret(stripe, second, { secrets }, nowMs)).toEqual({
      overlapEndsAt: '2026-11-28T00:00:00.000Z',
      dropped: false,
    });
    expect(secrets.versions.get('arn:stripe')).toMatchObject({ current: second, previous: first });
    expect(await secretStatus(stripe, { secrets }, nowMs + 3 * day - 1)).toMatchObject({ state: 'rotating' });
    expect(await secretStatus(stripe, { secrets }, nowMs + 3 * day)).toMatchObject({ state: 'one' });
  });

  it('says when a third secret pushes out one that still verified', async () => {
    await setSecret(stripe, first, { secrets });
    await rotateSecret(stripe, second, { secrets }, nowMs);
    nowMs += day;
    expect(await rotateSecret(stripe, 'whsec_thirdThirdThirdThird', { secrets }, nowMs)).toMatchObject({
      dropped: true,
    });
  });

  it('refuses the secret in use, and an endpoint that has none', async () => {
    await expect(rotateSecret(stripe, first, { secrets }, nowMs)).rejects.toThrow(/inbox secret set stripe/);
    await setSecret(stripe, first, { secrets });
    await expect(rotateSecret(stripe, first, { secrets }, nowMs)).rejects.toThrow(/already in use/);
    expect(secrets.versions.get('arn:stripe')?.previous).toBeNull();
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
