import { join } from 'node:path';
import { startQueuesAndBuckets } from '../../local/queues-and-buckets.ts';
import { startSecretServer } from '../../local/secret-server.ts';
import { openSecretStore } from '../../local/secret-store.ts';
import { startTables } from '../../local/tables.ts';

// Run as a process of its own, which may be killed: one stand-in over its folder; prints where it listens.
const [, , service = '', folder = ''] = process.argv;

async function start(): Promise<{ endpoint: string }> {
  switch (service) {
    case 'tables':
      return startTables({ directory: join(folder, 'tables') });
    case 'queues':
      return startQueuesAndBuckets({ directory: join(folder, 'queues') });
    default:
      return startSecretServer(openSecretStore(join(folder, 'secrets.json')));
  }
}

process.stdin.once('end', () => process.exit(0)).resume();
process.stdout.write(`${(await start()).endpoint}\n`);
