import { it } from 'vitest';
import cases from './cases.json' with { type: 'json' };
import { createTarget, type Target } from './target.ts';

/** One test, named by the case's id. Whatever it does, the log must hold nothing that it must not. */
export function attack(id: string, run: (target: Target) => Promise<unknown> | unknown): void {
  const found = cases.find((one) => one.id === id);
  if (!found) throw new Error(`cases.json has no case ${id}`);
  it(`${id} ${found.name}`, { timeout: 60_000 }, async () => {
    const target = createTarget();
    await run(target);
    target.checkLog();
  });
}
