import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { fileOf, madeVectors } from './make-vectors.ts';
import { runVectors } from './run-vectors.ts';
import { type Expectation, readVectorFiles, type Vector, type VectorFile } from './vector.ts';

const root = join(import.meta.dirname, '../..');
const own = join(root, 'test/vectors');
const folders = [own, join(root, '../shared/vectors')].filter((folder) => existsSync(folder));

describe.each(folders)('every vector holds: %s', (folder) => {
  const names = new Set(readVectorFiles(folder).map(({ provider }) => provider));
  it.each([...names].filter((name) => catalogue.has(name)))('%s', async (name) => {
    const { passed, failures } = await runVectors([folder], name);
    // A receiver may refuse what is optional: such vectors are counted apart.
    expect(failures.filter((line) => !line.startsWith('optional '))).toEqual([]);
    expect(passed).toBeGreaterThan(0);
  });
});

it('has vectors of its own for every provider that was judged by its vendor’s code', () => {
  const withVectors = new Set(readVectorFiles(own).map(({ provider }) => provider));
  const judged = folders.flatMap((folder) => readVectorFiles(folder).map(({ provider }) => provider));
  expect(judged.filter((name) => !withVectors.has(name) || !catalogue.has(name))).toEqual([]);
  expect(withVectors.size).toBeGreaterThanOrEqual(58);
});

it('copies nothing that a vendor published', () => {
  const published = readVectorFiles(own).flatMap(({ vectors }) =>
    vectors.filter(({ oracle }) => oracle === 'published'),
  );
  expect(published).toEqual([]);
});

describe('the vectors made here', () => {
  /** ECDSA draws a nonce, so only what is signed can be compared. */
  const withoutSignature = (vectors: readonly Vector[]) =>
    vectors.map(({ request, ...vector }) => ({
      ...vector,
      request: {
        ...request,
        headers: request.headers.filter(([name]) => !/email-event-webhook-signature/i.test(name)),
      },
    }));

  it.each([...madeVectors])('are what their makers make today: %s', (provider, vectors) => {
    const [file] = readVectorFiles(fileOf(provider));
    const today = JSON.parse(JSON.stringify(vectors)) as readonly Vector[];
    expect(withoutSignature(file?.vectors ?? [])).toEqual(withoutSignature(today));
  });
});

function vectorNamed(provider: string, verdict: Expectation['verdict'], withItems = false): Vector {
  const file = readVectorFiles(join(own, `${provider}.json`))[0];
  const found = file?.vectors.find(
    ({ expect: { verdict: own, items } }) => own === verdict && (items !== undefined) === withItems,
  );
  if (!found) throw new Error(`${provider} has no ${verdict} vector`);
  return found;
}

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

function folderOf(file: VectorFile): string {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  made.push(folder);
  writeFileSync(join(folder, 'vectors.json'), JSON.stringify(file));
  return folder;
}

const failuresOf = async (provider: string, vector: Vector) =>
  (await runVectors([folderOf({ provider, vectors: [vector] })])).failures;

const expecting = (vector: Vector, expectation: Partial<Expectation>): Vector => ({
  ...vector,
  expect: { ...vector.expect, ...expectation },
});

describe('the runner reports', () => {
  const accepted = vectorNamed('stripe', 'accept');
  const batch = vectorNamed('sendgrid', 'accept', true);
  const challenge = vectorNamed('slack', 'challenge');
  const answer = challenge.expect.challengeResponse;

  it.each<[string, string, Vector, RegExp]>([
    ['a delivery that should have been refused', 'stripe', expecting(accepted, { verdict: 'reject' }), /status is 200/],
    [
      'a delivery that should have been accepted',
      'stripe',
      expecting(vectorNamed('stripe', 'reject'), { verdict: 'accept', id: 'evt_1' }),
      /status is 401/,
    ],
    ['another id', 'stripe', expecting(accepted, { id: 'evt_other' }), /event id is "evt_\w+", expected "evt_other"/],
    ['an id where there should be none', 'stripe', expecting(accepted, { id: null }), /expected "a hash"/],
    ['another type', 'stripe', expecting(accepted, { type: 'other' }), /event type is/],
    ['a type where there should be none', 'stripe', expecting(accepted, { type: null }), /event type is/],
    ['other items', 'sendgrid', expecting(batch, { items: [] }), /batch is/],
    [
      'another answer',
      'slack',
      expecting(challenge, { challengeResponse: { ...answer, status: 299, alternatives: [] } }),
      /answer is/,
    ],
    ['a challenge that says no answer', 'stripe', expecting(accepted, { verdict: 'challenge' }), /does not say/],
    ['a vector that cannot be played', 'stripe', { ...accepted, request: null as never }, /cannot be played/],
  ])('%s', async (_, provider, vector, failure) => {
    expect(await failuresOf(provider, vector)).toEqual([expect.stringMatching(failure)]);
  });

  it('nothing for a vector that holds', async () => {
    expect(await failuresOf('stripe', accepted)).toEqual([]);
  });

  it('optional vectors, hardening and limits apart', async () => {
    const wrong = expecting(accepted, { verdict: 'reject' });
    const optional = expecting(accepted, { optional: true });
    const file = { provider: 'stripe', vectors: [accepted, optional], hardening: [wrong], limits: [accepted] };
    const tally = await runVectors([folderOf(file)]);
    expect(tally).toMatchObject({
      passed: 1,
      failed: 0,
      skipped: 0,
      apart: {
        optional: { passed: 1, failed: 0 },
        hardening: { passed: 0, failed: 1 },
        limits: { passed: 1, failed: 0 },
      },
    });
  });
});

describe('npm run conformance', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'run.ts'), ...args], {
      encoding: 'utf8',
    });
    return { status, lastLine: stdout.trimEnd().split('\n').at(-1), stderr };
  };

  it('ends with its tally', () => {
    const folder = folderOf({ provider: 'stripe', vectors: [vectorNamed('stripe', 'accept')] });
    expect(run(folder)).toEqual({ status: 0, lastLine: '1 passed, 0 failed, 0 skipped', stderr: '' });
  });

  it('exits 1 when a vector fails', () => {
    const wrong = expecting(vectorNamed('stripe', 'accept'), { verdict: 'reject' });
    expect(run(folderOf({ provider: 'stripe', vectors: [wrong] }))).toMatchObject({
      status: 1,
      lastLine: '0 passed, 1 failed, 0 skipped',
    });
  });

  it('skips providers that are not in the catalogue', () => {
    const file = { provider: 'nobody', vectors: [vectorNamed('stripe', 'accept')] };
    expect(run(folderOf(file))).toMatchObject({ status: 0, lastLine: '0 passed, 0 failed, 1 skipped' });
  });

  it.each([
    ['a folder that is not there', ['/nowhere'], '/nowhere is not there: name a folder or a file of vectors.'],
    ['a file that holds no vectors', [join(root, 'package.json')], 'is not a vector file'],
    ['a provider without vectors', ['--provider', 'nobody', own], 'no file there holds vectors of provider "nobody".'],
    ['no folder', [], 'usage: npm run -s conformance'],
    ['an unknown option', ['--nonsense', own], 'usage: npm run -s conformance'],
  ])('says in one sentence what is wrong with %s', (_, args, sentence) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(sentence)]);
  });
});
