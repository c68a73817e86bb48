/**
 * `npm test`: formatting, lint with the import walls, types, dead code, then every suite, then the conformance vectors.
 * Each step counts as one check, each test as one test; the last line is `N passed, M failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const total = { passed: 0, failed: 0 };

function run(command: string, args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1' };
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function check(title: string, command: string, args: readonly string[]) {
  const startedAt = performance.now();
  const passed = run(command, args);
  total[passed ? 'passed' : 'failed'] += 1;
  console.log(`${passed ? '✓' : '✗'} ${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
}

function suites() {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-test-'));
  const report = join(folder, 'report.json');
  const passed = run(bin('vitest'), ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]);
  if (existsSync(report)) {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    total.passed += counts.numPassedTests;
    total.failed += counts.numFailedTests;
    // A suite that cannot be loaded has no failed test, yet it failed.
    if (!passed && counts.numFailedTests === 0) total.failed += 1;
  } else {
    total.failed += 1;
  }
  rmSync(folder, { recursive: true });
}

function conformance(folder: string) {
  const result = spawnSync(process.execPath, ['test/conformance/run.ts', folder], { cwd: root, encoding: 'utf8' });
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  const counts = /^(\d+) passed, (\d+) failed, \d+ skipped$/m.exec(result.stdout);
  total.passed += Number(counts?.[1] ?? 0);
  total.failed += Number(counts?.[2] ?? 1);
}

check('formatting, lint, import walls', bin('biome'), ['ci', '.']);
check('types', bin('tsc'), ['--noEmit']);
check('dead code', bin('knip'), []);
suites();
for (const folder of ['test/vectors', '../shared/vectors']) {
  if (existsSync(join(root, folder))) conformance(folder);
}

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
