import { describe, expect, it } from 'vitest';
import { messageBytes } from '../../../lambdas/processing/event-message.ts';
import type { OutgoingMessage } from '../../../lambdas/processing/processor-ports.ts';
import { groupMessages, sendBatch } from '../../../lambdas/processing/send-batch.ts';

const message = (body: string): OutgoingMessage => ({
  body,
  attributes: { a: { DataType: 'String', StringValue: 'x' } },
});
const numbered = (count: number) => Array.from({ length: count }, (_, index) => message(String(index)));

describe('the groups of a batch', () => {
  it('are of ten at most, in order', () => {
    const groups = groupMessages(numbered(23));
    expect(groups.map((group) => group.length)).toEqual([10, 10, 3]);
    expect(groups.flat()).toEqual(numbered(23));
  });

  it('are of one MiB at most, attributes included', () => {
    const half = 524_288 - 8;
    expect(groupMessages([message('x'.repeat(half)), message('x'.repeat(half))])).toHaveLength(1);
    expect(groupMessages([message('x'.repeat(half)), message('x'.repeat(half + 1))])).toHaveLength(2);
    const sizes = groupMessages(Array.from({ length: 30 }, (_, index) => message('x'.repeat(index * 20_000)))).map(
      (group) => group.reduce((bytes, { body, attributes }) => bytes + messageBytes(body, attributes), 0),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_048_576);
  });

  it('are none for nothing', () => {
    expect(groupMessages([])).toEqual([]);
  });
});

describe('sending a batch', () => {
  it('sends again exactly what was refused', async () => {
    const sent: string[][] = [];
    await sendBatch(numbered(4), async (messages) => {
      sent.push(messages.map(({ body }) => body));
      return sent.length === 1 ? [1, 3] : sent.length === 2 ? [0] : [];
    });
    expect(sent).toEqual([['0', '1', '2', '3'], ['1', '3'], ['1']]);
  });

  it('gives up after three tries and says how much is missing', async () => {
    let calls = 0;
    const sending = sendBatch(numbered(4), async () => {
      calls += 1;
      return [0];
    });
    await expect(sending).rejects.toThrow('the queue refused 1 of 4 events of a batch');
    expect(calls).toBe(3);
  });

  it('sends every message of a large batch once', async () => {
    const sent: string[] = [];
    await sendBatch(numbered(995), async (messages) => {
      sent.push(...messages.map(({ body }) => body));
      return [];
    });
    expect(sent.toSorted()).toEqual(
      numbered(995)
        .map(({ body }) => body)
        .toSorted(),
    );
  });
});
