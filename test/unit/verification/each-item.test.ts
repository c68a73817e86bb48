import { describe, expect, it } from 'vitest';
import { bodyField } from '../../../lambdas/verification/parts.ts';
import { eachItem, token } from '../../../lambdas/verification/schemes.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const scheme = eachItem('items', token(bodyField('token')), { bodyNotCovered: 'for this test' });
const verdictOf = (body: string) => verify(scheme, requestOf(body), ['new', 'old'], 0);

describe('a batch of which each item carries its own proof', () => {
  it('is verified by all of its items', () => {
    expect(verdictOf('{"items":[{"token":"new"},{"token":"old"}]}')).toEqual({ verified: true, secretIndex: 0 });
    expect(verdictOf('{"items":[{"token":"new"},{"token":"wrong"}]}').verified).toBe(false);
  });

  it.each([
    ['has no item', '{"items":[]}'],
    ['is no array', '{"items":{"0":{"token":"new"}}}'],
    ['breaks off behind its items', '{"items":[{"token":"new"}]'],
    ['goes on behind the document', '{"items":[{"token":"new"}]}}'],
    ['is not in UTF-8 beside its items', Buffer.from('{"items":[{"token":"new"}],"n":"\xff"}', 'latin1')],
  ])('proves nothing when it %s', (_, body) => {
    expect(verify(scheme, requestOf(body), ['new'], 0)).toEqual({ verified: false, reason: 'missing_signature' });
  });
});
