import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../operator/connect.ts';
import type { InboxEndpoint } from '../../operator/inbox.ts';
import { findLocalInbox } from '../../operator/local-inventory.ts';
import type { OperatorPorts } from '../../operator/ports.ts';
import { type LocalInbox, startLocalInbox } from '../support/local-inbox.ts';
import { hmacHex, stripeDelivery } from '../support/sign-by-hand.ts';

const root = join(import.meta.dirname, '../..');

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The local stack with an operator at a second terminal: every verb runs in a process of its own, as users run it. */
export interface OperatedInbox {
  readonly stack: LocalInbox;
  readonly ports: OperatorPorts;
  readonly endpoint: (name: string) => InboxEndpoint;
  /** Waits for the end. */
  readonly inbox: (...args: readonly string[]) => Promise<Ran>;
  readonly json: (...args: readonly string[]) => Promise<unknown>;
  /** With input for a secret. */
  readonly inboxTyping: (input: string, ...args: readonly string[]) => Promise<Ran>;
  /** Runs until it is killed. */
  readonly start: (...args: readonly string[]) => ChildProcess;
  readonly sendStripe: (id: string, type: string, fields?: object, secret?: string) => Promise<number>;
  readonly sendAcme: (id: string, body: Buffer | string, contentType?: string) => Promise<number>;
  /** What makes the processors succeed from now on, or fail again. */
  readonly repair: () => void;
  readonly breakAgain: () => void;
  /** Waiting and in flight. */
  readonly deadLetters: (endpoint: string) => Promise<number>;
  readonly died: (...ids: readonly string[]) => Promise<unknown>;
  readonly completed: (...ids: readonly string[]) => Promise<unknown>;
}

export async function startOperatedInbox(): Promise<OperatedInbox> {
  const stack = await startLocalInbox(join(root, 'test/support/operator-app/webhooks.ts'));
  const env = { ...process.env, INBOX_STATE_DIR: stack.stateDirectory, NO_COLOR: '1' };
  const found = await findLocalInbox(env);
  if (!found) throw new Error('the command line does not find the inbox');
  const ports = connect(found);
  const endpoint = (name: string) => {
    const one = found.endpoints.get(name);
    if (!one) throw new Error(`there is no endpoint ${name}`);
    return one;
  };
  const secretOf = async (name: string) => (await ports.secrets.read(endpoint(name).secretArn ?? ''))?.current ?? '';
  const post = async (name: string, headers: Record<string, string>, body: Buffer | string) => {
    const response = await fetch(`${stack.url}/hooks/${name}`, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return response.status;
  };

  const commandLine = (args: readonly string[]) => [join(root, 'bin/inbox.ts'), ...args];
  const inboxTyping = (input: string, ...args: readonly string[]) =>
    new Promise<Ran>((resolve) => {
      const child = execFile(
        process.execPath,
        commandLine(args),
        { env, maxBuffer: 1 << 28 },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  const inbox = (...args: readonly string[]) => inboxTyping('', ...args);
  const attempted = (outcome: string, ids: readonly string[]) =>
    stack.journalUntil((lines) =>
      ids.every((id) =>
        lines.some((line) => line.kind === 'attempt' && line.eventId === id && line.outcome === outcome),
      ),
    );
  const repaired = join(stack.stateDirectory, 'repaired');
  return {
    stack,
    ports,
    endpoint,
    inbox,
    inboxTyping,
    json: async (...args) => {
      const { stdout, stderr } = await inbox(...args, '--json');
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout);
    },
    start: (...args) => spawn(process.execPath, commandLine(args), { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    sendStripe: async (id, type, fields = {}, secret) => {
      const signer = secret ?? (await secretOf('stripe'));
      const { headers, body } = stripeDelivery(JSON.stringify({ id, type, ...fields }), Date.now(), signer);
      return post('stripe', Object.fromEntries(headers), body);
    },
    sendAcme: async (id, body, contentType = 'application/octet-stream') =>
      post(
        'acme',
        { 'content-type': contentType, 'x-id': id, 'x-signature': hmacHex(await secretOf('acme'), body) },
        body,
      ),
    repair: () => writeFileSync(repaired, ''),
    breakAgain: () => rmSync(repaired, { force: true }),
    deadLetters: async (name) => {
      const { waiting, inFlight } = await ports.queues.counts(endpoint(name).deadLetterQueueUrl);
      return waiting + inFlight;
    },
    died: (...ids) => attempted('dead_lettered', ids),
    completed: (...ids) => attempted('completed', ids),
  };
}

/** Ends a process the hard way, without any chance to tidy up. */
export async function killHard(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
