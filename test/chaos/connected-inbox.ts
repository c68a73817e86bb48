import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { RecordStatus } from '../../lambdas/idempotency/store.ts';
import { clientSettings, connect } from '../../operator/connect.ts';
import type { Inbox } from '../../operator/inbox.ts';
import { requireEndpoint } from '../../operator/inventory.ts';
import { findLocalInbox } from '../../operator/local-inventory.ts';
import type { OperatorPorts } from '../../operator/ports.ts';
import { signingSecret } from '../../operator/signing-secret.ts';
import type { LocalInbox } from '../support/local-inbox.ts';
import type { SigningKeys } from './deliveries.ts';

/** An inbox that runs, as an operator reaches it, with what its providers sign with. */
export interface ConnectedInbox {
  readonly inbox: Inbox;
  readonly ports: OperatorPorts;
  readonly keys: SigningKeys;
}

export async function connectInbox({ stateDirectory }: LocalInbox): Promise<ConnectedInbox> {
  const inbox = await findLocalInbox({ INBOX_STATE_DIR: stateDirectory });
  if (!inbox) throw new Error('the stack is not found');
  const ports = connect(inbox);
  const keyOf = (endpoint: string) => signingSecret(inbox, requireEndpoint(inbox, endpoint), ports);
  const keys = { stripe: await keyOf('stripe'), sendgrid: await keyOf('sendgrid'), acme: await keyOf('acme') };
  return { inbox, ports, keys };
}

/** Key → status of every record. */
export async function readRecords({ aws, tableName }: Inbox): Promise<ReadonlyMap<string, RecordStatus>> {
  const client = new DynamoDBClient(clientSettings(aws, 'dynamodb'));
  const records = new Map<string, RecordStatus>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) {
    for (const { pk, status } of Items) records.set(pk?.S ?? '', status?.S as RecordStatus);
  }
  client.destroy();
  return records;
}
