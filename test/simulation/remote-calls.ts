import { fates } from './fate.ts';
import type { Coverage } from './network.ts';

/** Every remote call that the inbox awaits; those to providers (published keys, handed-over secrets) have tests of their own. */
export const remoteCalls = [
  'ingest: GetSecretValueCommand',
  'ingest: PutItemCommand',
  'ingest: PutObject',
  'ingest: SendMessageCommand',
  'processor: UpdateItem processing',
  'processor: UpdateItem completed',
  'processor: UpdateItem failed',
  'processor: SendMessageBatchCommand',
  'processor: SendMessage dead letter',
  'processor: ChangeMessageVisibilityCommand',
  'processor: GetObject',
  'processor: PutObject',
  'operator: GetItemCommand',
  'operator: UpdateItem received',
  'operator: ReceiveMessage',
  'operator: SendMessage',
  'operator: DeleteMessage',
  'operator: ChangeMessageVisibility',
] as const;

/** What was never met, as `call: fate`; also a call that is in no list. */
export function gapsIn(coverage: Coverage): string[] {
  const known: readonly string[] = remoteCalls;
  const unmet = remoteCalls.flatMap((call) =>
    fates.filter((fate) => !coverage.get(call)?.[fate]).map((fate) => `${call}: ${fate}`),
  );
  return [
    ...unmet,
    ...[...coverage.keys()].filter((call) => !known.includes(call)).map((call) => `${call}: not listed`),
  ];
}
