import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import type { ObservedCalls } from './observed-calls.ts';

export const serviceNames = ['tables', 'queues', 'secrets'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A stand-in in a process of its own, behind its proxy. */
export interface Service {
  readonly proxy: FaultProxy;
  /** Resolves when the process is gone; the folder stays. */
  kill(): Promise<void>;
  /** Resolves when it listens again, over the same folder. */
  start(): Promise<void>;
}

export type ServiceProcesses = Readonly<Record<ServiceName, Service>> & {
  /** What makes a local stack use them. */
  readonly variables: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

/** Starts every service that the functions use, each as a process. */
export async function startServiceProcesses(folder: string, observed: ObservedCalls): Promise<ServiceProcesses> {
  const [tables, queues, secrets] = await Promise.all([
    startService('tables', folder, observed),
    startService('queues', folder, observed),
    startService('secrets', folder, observed),
  ]);
  return {
    tables,
    queues,
    secrets,
    variables: {
      AWS_ENDPOINT_URL_DYNAMODB: tables.proxy.url,
      AWS_ENDPOINT_URL_SQS: queues.proxy.url,
      AWS_ENDPOINT_URL_S3: queues.proxy.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.proxy.url,
    },
    stop: async () => {
      await Promise.all([tables, queues, secrets].map((service) => service.kill()));
      await Promise.all([tables, queues, secrets].map(({ proxy }) => proxy.stop()));
    },
  };
}

const program = fileURLToPath(new URL('./emulator.ts', import.meta.url));

async function startService(name: ServiceName, folder: string, observed: ObservedCalls): Promise<Service> {
  const proxy = await startFaultProxy((call) => observed.take(call));
  let child: ChildProcess | undefined;
  const start = async () => {
    const started = spawn(process.execPath, [program, name, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child = started;
    const lines = createInterface({ input: started.stdout });
    const [url] = await Promise.race([once(lines, 'line'), once(started, 'exit').then(() => [null])]);
    if (url === null) throw new Error(`the stand-in for ${name} ended while it started`);
    proxy.aimAt(url);
  };
  const kill = async () => {
    proxy.aimAt(null);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  await start();
  return { proxy, kill, start };
}
