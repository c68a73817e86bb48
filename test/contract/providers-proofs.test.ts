import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { itemRequests } from '../../lambdas/verification/each-item.ts';
import { readPart } from '../../lambdas/verification/read-part.ts';
import type { EachItem, Jwt, SingleScheme } from '../../lambdas/verification/scheme.ts';
import { schemeFor } from '../../lambdas/verification/scheme-for.ts';
import { standsInBody } from '../../lambdas/verification/stands-in-body.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { writePart } from '../../lambdas/verification/write-part.ts';
import { draftOf, newKeys, signed } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;

/** Providers whose first sample is verified by a scheme of this kind. */
function having<Kind extends SingleScheme['kind']>(kind: Kind) {
  return [...catalogue].flatMap(([name, provider]) => {
    const scheme = schemeFor(provider.verification, draftOf(provider.samples[0], { nowMs }));
    return scheme?.kind === kind ? [[name, provider, scheme as Extract<SingleScheme, { kind: Kind }>] as const] : [];
  });
}

function genuineOf(name: string) {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  const keys = newKeys(provider, 'own');
  const secret = keys.published.length > 0 ? { secret: keys.configured } : {};
  const genuine = signed(provider, draftOf(provider.samples[0], { nowMs, ...secret }), keys.signing, nowMs);
  const accepts = (request: WebhookRequest, at = nowMs) =>
    verify(provider.verification, request, [keys.configured], at, keys.published).verified === true;
  return { genuine, accepts };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The letter of base64url with its highest bit flipped: the lowest bits of a segment's last letter may stand for nothing. */
const flipped = (letter: string) => letters[letters.indexOf(letter) ^ 32] ?? letter;

describe.each(having('jwt'))('a token of %s', (name, _, scheme: Jwt) => {
  const { genuine, accepts } = genuineOf(name);
  const [text = ''] = readPart(scheme.token, genuine);
  const withToken = (value: string) =>
    standsInBody(scheme.token)
      ? { ...genuine, rawBody: Buffer.from(genuine.rawBody.toString().replace(text, () => value)) }
      : writePart(scheme.token, value, genuine);

  it('is accepted as it is', () => expect(accepts(genuine)).toBe(true));

  it('is refused with any letter changed', () => {
    const changed = Array.from(text, (_letter, at) => at).filter((at) => text[at] !== '.');
    const accepted = changed.filter((at) =>
      accepts(withToken(text.slice(0, at) + flipped(text[at] ?? '') + text.slice(at + 1))),
    );
    expect(accepted).toEqual([]);
  });

  it('is refused when it is cut, padded, doubled, unsigned, or names another algorithm', () => {
    const [head = '', payload = '', signature = ''] = text.split('.');
    const header = (fields: object) => Buffer.from(JSON.stringify(fields)).toString('base64url');
    const forged = [
      '',
      text.slice(0, -1),
      `${text}=`,
      `${text},${text}`,
      `${text}.${signature}`,
      `${head}.${payload}.`,
      `${head}.${payload}`,
      ...['none', 'HS1', 'hs256', 'RS384', 'ES512', ''].map(
        (alg) => `${header({ alg, kid: 'inbox' })}.${payload}.${signature}`,
      ),
    ];
    expect(forged.filter((value) => accepts(withToken(value)))).toEqual([]);
  });

  it('does not go with another body where it names its hash, or is the body', () => {
    const rawBody = Buffer.concat([genuine.rawBody, Buffer.from(' ')]);
    expect(accepts({ ...genuine, rawBody })).toBe(scheme.bodyHash === undefined && scheme.token.kind !== 'rawBody');
  });

  it('ends, unless its provider makes them without an end', () => {
    const endless = scheme.maxAgeSeconds === 'endless';
    expect(accepts(genuine, nowMs + 24 * 3_600_000)).toBe(endless);
    expect(accepts(genuine, nowMs - 24 * 3_600_000)).toBe(endless);
  });
});

describe.each(having('eachItem'))('a batch of %s, whose items prove themselves,', (name, _, scheme: EachItem) => {
  const { genuine, accepts } = genuineOf(name);
  const json = JSON.parse(genuine.rawBody.toString());
  const batchOf = (items: readonly unknown[]): WebhookRequest => ({
    ...genuine,
    rawBody: Buffer.from(JSON.stringify({ ...json, [scheme.items]: items })),
  });
  const [item] = json[scheme.items];
  const proof = scheme.scheme.kind === 'token' ? scheme.scheme.token : scheme.scheme.signature;
  const [text = ''] = readPart(proof, itemRequests(scheme.items, genuine)[0] ?? genuine);
  const other = (was: string, is: string) =>
    JSON.parse(JSON.stringify(item).replace(JSON.stringify(was), JSON.stringify(is)));

  it('is accepted with as many items as there are', () => {
    expect(accepts(batchOf([item]))).toBe(true);
    expect(accepts(batchOf([item, item, item]))).toBe(true);
  });

  it('proves nothing without an item', () => {
    for (const items of [[], [null], [{}], [[]], ['x']]) expect(accepts(batchOf(items))).toBe(false);
  });

  it('is refused when one item, wherever it stands, has no proof or a wrong one', () => {
    const others = ['', text.slice(1), `${text}x`, text.toLowerCase(), text.toUpperCase()];
    const forged = others.filter((is) => is !== text).map((is) => other(text, is));
    for (const wrong of forged) {
      for (const items of [[wrong], [item, wrong], [wrong, item], [item, wrong, item]]) {
        expect(accepts(batchOf(items))).toBe(false);
      }
    }
  });

  it('is refused when it is no JSON, or its items are no array', () => {
    for (const body of ['', '{', 'null', '[]', JSON.stringify({ [scheme.items]: item })]) {
      expect(accepts({ ...genuine, rawBody: Buffer.from(body) })).toBe(false);
    }
  });
});
