import { describe, expect, it } from 'vitest';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { providerNamed } from './accepts.ts';
import { draftOf, type Keys, newKeys, signed } from './signed-delivery.ts';

/** A delivery as vendors' code wants it. */
export interface Judged {
  readonly request: WebhookRequest;
  readonly body: string;
  /** Empty when it is not there. */
  readonly header: (name: string) => string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the endpoint is configured with. */
  readonly secret: string;
  readonly keys: Keys;
}

/** Throws, or is false, when the vendor's own code refuses the delivery. */
export type Judge = (judged: Judged) => unknown;

/** The delivery with something changed. */
type Change = (request: WebhookRequest) => WebhookRequest;

/** The vendors' code looks at the clock itself. In whole seconds, as many of them sign. */
const nowMs = () => Math.floor(Date.now() / 1000) * 1000;
const dayMs = 86_400_000;

export interface Deliveries {
  /** Changes something that the vendor signs.  @default the last letter of the body */
  readonly changes?: Readonly<Record<string, Change>>;
  /** Makes another kind of delivery of the provider's first sample, before it is signed. */
  readonly variants?: Readonly<Record<string, Change>>;
}

/** Tests, one set for each provider: its vendor's code and ours accept and refuse the same deliveries. */
export function agreeWithVendors(
  judges: Readonly<Record<string, Judge>>,
  { changes = {}, variants = {} }: Deliveries = {},
): void {
  describe.each(Object.entries(judges))('the vendor’s own code and ours agree: %s', (name, judge) => {
    const provider = providerNamed(name);
    const [own, other] = [newKeys(provider, 'own'), newKeys(provider, 'other')];
    const named = own.published.length > 0 ? { secret: own.configured } : {};
    const signedBy = ({ signing }: Keys, ageMs = 0) => {
      const at = nowMs() - ageMs;
      const drafts = provider.samples.map((sample) => draftOf(sample, { nowMs: at, ...named }));
      const others = [variants[name]].flatMap((variant) => (variant && drafts[0] ? [variant(drafts[0])] : []));
      return [...drafts, ...others].map((draft) => signed(provider, draft, signing, at));
    };
    const verdicts = async (request: WebhookRequest) => [
      verify(provider.verification, request, [own.configured], nowMs(), own.published).verified,
      await isAccepted(judge, request, own),
    ];

    it('on what we sign', async () => {
      for (const request of signedBy(own)) expect(await verdicts(request)).toEqual([true, true]);
    });

    it('on what took nearly a minute to arrive', async () => {
      for (const request of signedBy(own, 50_000)) {
        const [ours, theirs] = await verdicts(request);
        expect(ours).toBe(theirs);
      }
    });

    it('on another secret', async () => {
      for (const request of signedBy(other)) expect(await verdicts(request)).toEqual([false, false]);
    });

    it('on a letter that was changed', async () => {
      for (const request of signedBy(own)) {
        const changed = (changes[name] ?? lastLetterOfBody)(request);
        expect(changed).not.toEqual(request);
        expect(await verdicts(changed)).toEqual([false, false]);
      }
    });

    it('on what is too old or too new for the vendor', async () => {
      for (const request of [dayMs, -dayMs].flatMap((ageMs) => signedBy(own, ageMs))) {
        const [ours, theirs] = await verdicts(request);
        if (theirs === false) expect(ours).toBe(false);
      }
    });
  });
}

async function isAccepted(judge: Judge, request: WebhookRequest, keys: Keys): Promise<boolean> {
  const headers = Object.fromEntries(request.headers);
  const header = (name: string) => headers[name.toLowerCase()] ?? '';
  const body = request.rawBody.toString();
  try {
    return (await judge({ request, body, header, headers, secret: keys.configured, keys })) !== false;
  } catch {
    return false;
  }
}

const otherLetter = (letter: string) => (letter === 'z' ? 'y' : 'z');

/** Changes the letter that the pattern finds in the body. */
export const inBody =
  (pattern: RegExp): Change =>
  (request) => ({ ...request, rawBody: Buffer.from(request.rawBody.toString().replace(pattern, otherLetter)) });

const lastLetterOfBody = inBody(/[a-z](?=[^a-z]*$)/);

/** Changes the letter or digit that the pattern finds in a header. */
export const inHeader =
  (name: string, pattern: RegExp): Change =>
  (request) => ({
    ...request,
    headers: new Map([...request.headers, [name, (request.headers.get(name) ?? '').replace(pattern, otherLetter)]]),
  });

export const withHeaders =
  (headers: Readonly<Record<string, string>>): Change =>
  (request) => ({ ...request, headers: new Map([...request.headers, ...Object.entries(headers)]) });

export const withQuery =
  (rawQuery: string): Change =>
  (request) => ({ ...request, rawQuery });

/** As it was called. */
export const urlOf = ({ publicUrl, rawQuery }: WebhookRequest): string =>
  rawQuery === '' ? publicUrl : `${publicUrl}?${rawQuery}`;
