import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { draftOf, newKeys, signed } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;

const shared = [...catalogue].filter(([, { verification }]) => ['token', 'basicAuth'].includes(verification.kind));

describe.each(shared)('%s, which signs nothing, refuses', (_, provider) => {
  const keys = newKeys(provider, 'own');
  const draft = draftOf(provider.samples[0], { nowMs });
  const genuine = signed(provider, draft, keys.signing, nowMs);
  const accepts = (request: WebhookRequest) =>
    verify(provider.verification, request, [keys.configured], nowMs).verified === true;

  it('nothing genuine: what follows changes one thing of a delivery that is accepted', () => {
    expect(accepts(genuine)).toBe(true);
    expect(accepts(draft)).toBe(false);
  });

  it('a secret that is empty, cut, longer, doubled or of another case', () => {
    const added = [...genuine.headers].filter(([name]) => !draft.headers.has(name));
    const accepted = added.flatMap(([name, value]) => {
      const swapped = value.replace(/[a-z]/gi, (letter) =>
        letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
      );
      const others = ['', ' ', value.slice(0, -1), value.slice(1), `${value}0`, `${value},${value}`, swapped];
      return others.filter((other) => accepts({ ...genuine, headers: new Map([...genuine.headers, [name, other]]) }));
    });
    expect(accepted).toEqual([]);
  });

  it('a secret of another endpoint', () => {
    expect(accepts(signed(provider, draft, newKeys(provider, 'other').signing, nowMs))).toBe(false);
  });
});
