import { expect, it } from 'vitest';
import { type DeliveryLine, formatLine } from '../../../lambdas/runtime/journal.ts';

const line = (eventType: string): DeliveryLine => ({
  kind: 'delivery',
  endpoint: 'stripe',
  outcome: 'accepted',
  status: 200,
  eventType,
  bytes: 2,
  durationMs: 1,
  requestId: 'request-1',
});

it.each([
  ['a line feed', 'a\nb'],
  ['an escape of terminals', '\u001b[31mred'],
  ['the same in one character', '\u009b31mred'],
  ['a line separator', 'a\u2028b\u2029c'],
  ['text that runs backwards', '\u202etxt.exe'],
])('prints %s so that it neither ends the line nor steers a terminal, and reads it back unchanged', (_, eventType) => {
  const printed = formatLine(line(eventType), 0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be printed
  expect(printed).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
  expect(JSON.parse(printed)).toMatchObject({ eventType });
});
