import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readSecret } from '../../../operator/command-line/read-secret.ts';
import { OperatorError } from '../../../operator/operator-error.ts';

/** A terminal: what is shown, and whether it echoes. */
function startTerminal() {
  const shown: string[] = [];
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true as const,
    setRawMode(mode: boolean) {
      raw.push(mode);
      return input as never;
    },
  });
  return { input, shown, raw, read: () => readSecret(input, 'the secret: ', (text) => shown.push(text)) };
}

describe('a secret from standard input', () => {
  it.each([
    ['whsec_1\n', 'whsec_1'],
    ['whsec_1\r\n', 'whsec_1'],
    ['whsec_1', 'whsec_1'],
    ['whsec_1\n\n', 'whsec_1\n'],
    [' whsec_1 \n', ' whsec_1 '],
    ['', ''],
  ])('loses one trailing newline and nothing else: %j', async (sent, secret) => {
    const input = new PassThrough();
    input.end(sent);
    expect(await readSecret(input, 'the secret: ', () => expect.unreachable())).toBe(secret);
  });
});

describe('a secret typed on a terminal', () => {
  it('is asked for and never echoed', async () => {
    const { input, shown, raw, read } = startTerminal();
    const reading = read();
    for (const key of ['w', 'hs', 'ec_1', '\r']) input.write(key);
    expect(await reading).toBe('whsec_1');
    expect(shown.join('')).toBe('the secret: \n');
    expect(raw).toEqual([true, false]);
  });

  it('can be corrected', async () => {
    const { input, read } = startTerminal();
    const reading = read();
    input.write('wrong\u0015whsek\u007f\u007fexx\b\u007fc_1\n');
    expect(await reading).toBe('whsec_1');
  });

  it.each([
    ['Ctrl-C', 'whsec\u0003'],
    ['Ctrl-D on an empty line', '\u0004'],
  ])('is given up with %s, and the terminal echoes again', async (_, keys) => {
    const { input, raw, read } = startTerminal();
    const reading = read();
    input.write(keys);
    await expect(reading).rejects.toThrow(OperatorError);
    expect(raw).toEqual([true, false]);
  });
});
