import { UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import {
  diagnostic,
  expiryOf,
  isExpired,
  N,
  refusedItem,
  S,
  secondsOf,
  type TableAccess,
  toRecord,
} from './record-item.ts';
import type { Claim, LeaseHolder, ProcessorStore } from './store.ts';

/** The three writes of a processor, each with the condition that it is still its turn. */
export function createProcessorStore({ client, tableName }: TableAccess): ProcessorStore {
  const update = (pk: string, input: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) =>
    client.send(new UpdateItemCommand({ TableName: tableName, Key: { pk: S(pk) }, ...input }));
  return {
    async claim(claim) {
      try {
        const { Attributes } = await update(claim.pk, claimInput(claim));
        if (!Attributes) throw new Error('the table did not return the record that was claimed');
        return { kind: 'claimed', record: toRecord(Attributes) };
      } catch (error) {
        const item = refusedItem(error);
        if (!item) throw new Error('the table refused a claim without saying what is there', { cause: error });
        return { kind: toRecord(item).status === 'COMPLETED' ? 'completed' : 'busy' };
      }
    },
    async complete(holder) {
      try {
        await update(holder.pk, completeInput(holder));
        return { kind: 'done' };
      } catch (error) {
        const item = refusedItem(error);
        const record = item && toRecord(item);
        const completed = record?.status === 'COMPLETED' && !isExpired(record, holder.nowMs);
        return { kind: completed ? 'alreadyCompleted' : 'lost' };
      }
    },
    async fail(holder) {
      try {
        await update(holder.pk, failInput(holder));
        return { kind: 'done' };
      } catch (error) {
        refusedItem(error);
        return { kind: 'lost' };
      }
    },
  };
}

/**
 * Upserts, because a record may have expired while its message waited.
 * `leaseToken = :token` lets the SDK's own retry of a claim that had taken effect succeed.
 *
 * |   PROCESSING, lease held    |  PROCESSING, lease run out   |  expired, not yet deleted
 * |-----------------------------|------------------------------|---------------------------> time
 * | claim              leaseUntil: anyone may claim     expiresAt: as if absent
 */
const claimInput = ({ pk: _, leaseToken, leaseUntilMs, nowMs }: Claim) =>
  ({
    UpdateExpression:
      'SET #status = :processing, leaseToken = :token, leaseUntil = :until, expiresAt = :expiry, ' +
      'firstSeenAt = if_not_exists(firstSeenAt, :nowMs), gen = if_not_exists(gen, :zero), ' +
      'claims = if_not_exists(claims, :zero) + :one',
    ConditionExpression:
      'attribute_not_exists(pk) OR expiresAt <= :nowSeconds OR (#status <> :completed AND ' +
      '(attribute_not_exists(leaseUntil) OR leaseUntil <= :nowMs OR leaseToken = :token))',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':processing': S('PROCESSING'),
      ':completed': S('COMPLETED'),
      ':token': S(leaseToken),
      ':until': N(leaseUntilMs),
      ':expiry': N(expiryOf(nowMs)),
      ':nowMs': N(nowMs),
      ':nowSeconds': N(secondsOf(nowMs)),
      ':zero': N(0),
      ':one': N(1),
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) satisfies Partial<UpdateItemCommandInput>;

/** The token alone proves whose turn it is: it names one claim, and every claim moves `expiresAt` far beyond its lease. */
const ownLease = '#status = :processing AND leaseToken = :token';

const completeInput = ({ leaseToken, nowMs }: LeaseHolder) =>
  ({
    UpdateExpression: 'SET #status = :completed, completedAt = :nowMs, expiresAt = :expiry REMOVE leaseUntil',
    ConditionExpression: ownLease,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':completed': S('COMPLETED'),
      ':processing': S('PROCESSING'),
      ':token': S(leaseToken),
      ':nowMs': N(nowMs),
      ':expiry': N(expiryOf(nowMs)),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) satisfies Partial<UpdateItemCommandInput>;

const failInput = ({ leaseToken, lastError }: LeaseHolder & { readonly lastError: string }) =>
  ({
    UpdateExpression: 'SET #status = :failed, lastError = :lastError REMOVE leaseUntil',
    ConditionExpression: ownLease,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':failed': S('FAILED'),
      ':processing': S('PROCESSING'),
      ':token': S(leaseToken),
      ':lastError': diagnostic(lastError),
    },
  }) satisfies Partial<UpdateItemCommandInput>;
