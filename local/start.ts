import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type LocalEndpoint, type LocalStack, type LocalStackOptions, startLocalStack } from './local-stack.ts';
import { StateFolderError } from './state-folder.ts';
import { SynthError } from './synth.ts';
import { TemplateError } from './template.ts';
import { TunnelError } from './tunnel.ts';

const help = `npm start -- [options]
Runs the inbox that bin/webhooks.ts declares on this machine, exactly as it would be deployed.

  --port N      port of the API (3000; 0 picks a free one)
  --ephemeral   keep nothing: state lives in memory and ends with the stack
  --reset       begin with an empty state folder
  --tunnel      open a public URL with ngrok; needs NGROK_AUTHTOKEN
  --app FILE    another CDK app than the one in cdk.json
  --help        this text

State is kept in .inbox/, or where INBOX_STATE_DIR says. If AWS_ENDPOINT_URL_SQS, _S3, _DYNAMODB or _SECRETS_MANAGER
is set, that service is used instead of the embedded one. Ctrl-C stops everything.`;

function end(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}

function readOptions(): Pick<LocalStackOptions, 'port' | 'ephemeral' | 'reset' | 'tunnel' | 'appFile'> {
  const flag = { type: 'boolean', default: false } as const;
  let values: { port: string; ephemeral: boolean; reset: boolean; tunnel: boolean; help: boolean; app?: string };
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: 'string', default: '3000' },
        ephemeral: flag,
        reset: flag,
        tunnel: flag,
        help: flag,
        app: { type: 'string' },
      },
    }));
  } catch (error) {
    return end(`${(error as Error).message.split('. ')[0]}: npm start -- --help lists the options.`, 2);
  }
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    end(`--port is '${values.port}': it must be a number from 0 to 65535.`, 2);
  const { ephemeral, reset, tunnel, app } = values;
  return { port, ephemeral, reset, tunnel, appFile: app };
}

/** What went wrong in one sentence, when whoever started the stack can put it right; else the error itself. */
function explain(error: unknown, port: number): unknown {
  const known = [SynthError, StateFolderError, TemplateError, TunnelError];
  if (known.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop what listens there, or start with --port 0.`;
  if (code === 'EACCES') return `Port ${port} needs more rights than this user has: start with --port 3000.`;
  return error;
}

function describe(endpoints: readonly LocalEndpoint[]): string {
  const width = Math.max(...endpoints.map(({ name }) => name.length));
  return endpoints
    .flatMap(({ name, url, provider, configuredSecret }) => {
      const kind = provider.secret.local.kind === 'keyPair' ? 'key   ' : 'secret';
      const [{ eventType }] = provider.samples;
      return [
        `  ${name.padEnd(width)}  ${url}`,
        `  ${''.padEnd(width)}  ${kind}  ${configuredSecret ?? 'malformed: npm run -s inbox -- secret set'}`,
        `  ${''.padEnd(width)}  npm run -s inbox -- send ${name} ${eventType}`,
      ];
    })
    .join('\n');
}

const startedAt = performance.now();
const options = readOptions();
const projectDirectory = join(import.meta.dirname, '..');
let stack: LocalStack | undefined;
let stopping = false;

const stop = async () => {
  if (stopping) return;
  stopping = true;
  // Nothing that hangs may keep the stack alive beyond two seconds.
  setTimeout(() => process.exit(0), 1_800).unref();
  await stack?.stop();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

stack = await startLocalStack({
  ...options,
  projectDirectory,
  stateDirectory: process.env.INBOX_STATE_DIR || join(projectDirectory, '.inbox'),
  environment: process.env,
  print: (line) => console.log(line),
}).catch((error: unknown) => {
  console.error(explain(error, options.port));
  process.exit(1);
});

const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(`\nThe inbox is ready (${seconds} s).\n\n${describe(stack.endpoints())}\n`);
console.log('Deliveries and attempts appear below; Ctrl-C stops everything.\n');
