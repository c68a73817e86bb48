import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'inbox-start-'));
let count = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stateDirectory(): string {
  count += 1;
  return join(folder, String(count));
}

const commandLine = (args: readonly string[]) => ['--import', './local/require-node.mjs', 'local/start.ts', ...args];

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm start` to its end. */
function run(args: readonly string[], variables: Record<string, string> = {}, node = process.execPath): Promise<Ended> {
  const env = { PATH: process.env.PATH ?? '', INBOX_STATE_DIR: stateDirectory(), ...variables };
  return new Promise((resolve) => {
    execFile(node, commandLine(args), { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const oneLine = (text: string) => expect(text.trim().split('\n')).toHaveLength(1);

describe('npm start', () => {
  it('explains its options', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const option of ['--port', '--ephemeral', '--reset', '--tunnel', '--app']) expect(stdout).toContain(option);
  });

  it.each([
    [['--port', 'abc'], "'abc'"],
    [['--port', '70000'], "'70000'"],
    [['--prot', '3000'], '--prot'],
    [['extra'], 'extra'],
  ])('says in one line what is wrong with %j', async (args, named) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    oneLine(stderr);
    expect(stderr).toContain(named);
  });

  it('says in one line that its port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { code, stderr } = await run(['--port', port]);
    server.close();
    expect(code).toBe(1);
    oneLine(stderr);
    expect(stderr).toContain(`Port ${port} is in use`);
  });

  it('says in one line that an app is not there', async () => {
    const { code, stderr } = await run(['--port', '0', '--app', 'bin/nothing.ts']);
    expect(code).toBe(1);
    oneLine(stderr);
    expect(stderr).toContain("'bin/nothing.ts'");
  });

  it('says in one line what made the app fail', async () => {
    const app = join(folder, 'throws.ts');
    writeFileSync(app, `throw new RangeError('no such region');`);
    const { code, stderr } = await run(['--port', '0', '--app', app]);
    expect(code).toBe(1);
    oneLine(stderr);
    expect(stderr).toContain('no such region');
  });

  it('says in one line that its state is damaged, and how to begin anew', async () => {
    const directory = stateDirectory();
    mkdirSync(directory);
    writeFileSync(join(directory, 'secrets.json'), '{ torn');
    const { code, stderr } = await run(['--port', '0'], { INBOX_STATE_DIR: directory });
    expect(code).toBe(1);
    oneLine(stderr);
    expect(stderr).toMatch(/secrets\.json.*--reset/);
  });

  it('says in one line how to get a tunnel without an account for one', async () => {
    const { code, stderr } = await run(['--port', '0', '--tunnel']);
    expect(code).toBe(1);
    oneLine(stderr);
    expect(stderr).toContain('NGROK_AUTHTOKEN');
  });

  it('says in one line that Node is too old', async () => {
    const require = join(folder, 'old-node.mjs');
    writeFileSync(require, `Object.defineProperty(process.versions, 'node', { value: '20.20.2' });`);
    const child = execFile(process.execPath, ['--import', require, ...commandLine([])], { cwd: root });
    let stderr = '';
    child.stderr?.on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    oneLine(stderr);
    expect(stderr).toMatch(/Node 24 or newer.*20\.20\.2/);
  });

  it('prints URL, secret and the command to try, and ends with all it started within two seconds of Ctrl-C', async () => {
    const directory = stateDirectory();
    const env = { ...process.env, INBOX_STATE_DIR: directory };
    const stack = spawn(process.execPath, commandLine(['--port', '0', '--ephemeral']), { cwd: root, env });
    const lines: string[] = [];
    for await (const line of createInterface({ input: stack.stdout })) {
      lines.push(line);
      if (line.includes('Ctrl-C')) break;
    }
    const text = lines.join('\n');
    expect(text).toMatch(
      /stripe +http:\/\/127\.0\.0\.1:\d+\/hooks\/stripe\n +secret +whsec_\S+\n +npm run -s inbox -- send stripe /,
    );
    expect(existsSync(join(directory, 'stack.json'))).toBe(true);
    const processes = descendants(stack.pid ?? 0);
    expect(processes.length).toBeGreaterThan(0);

    const startedAt = performance.now();
    stack.kill('SIGINT');
    const [code] = await once(stack, 'exit');
    expect(code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(processes.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(existsSync(join(directory, 'stack.json'))).toBe(false);
  }, 90_000);
});

/** Process ids of what a process has started. */
function descendants(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}
