import { describe, expect, it, vi } from 'vitest';
import { isCanary } from '../../../lambdas/processing/canary.ts';
import { canaryType } from '../../../lambdas/runtime/environment.ts';
import { createInbox, messageRecord } from './inbox.ts';

const marked = JSON.stringify({ id: 'a', type: canaryType });

describe('the canary', () => {
  it('is completed, and no handler sees it', async () => {
    const handler = vi.fn();
    const inbox = createInbox({ '*': handler, [canaryType]: handler, 'webhook_inbox.*': handler });
    expect(await inbox.run([messageRecord({ eventId: 'a', eventType: canaryType, body: marked })])).toEqual([]);
    expect(inbox.journal.map(({ outcome }) => outcome)).toEqual(['completed']);
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([
    ['whose type alone says so, as when somebody replays a delivery under another type', canaryType, '{"id":"a"}'],
    ['that merely mentions it', 'issue_comment', marked],
    ['of another type beside it', `${canaryType}.2`, marked],
  ])('is not an event %s', async (_, eventType, body) => {
    const handler = vi.fn();
    await createInbox({ '*': handler }).run([messageRecord({ eventId: 'a', eventType, body })]);
    expect(handler).toHaveBeenCalledOnce();
  });

  it('is told by its type and its body together, whoever asks', () => {
    const told = [canaryType, 'issue_comment', null].map((type) =>
      [marked, '{"id":"a"}'].map((body) => isCanary(type, Buffer.from(body))),
    );
    expect(told).toEqual([
      [true, false],
      [false, false],
      [false, false],
    ]);
  });
});
