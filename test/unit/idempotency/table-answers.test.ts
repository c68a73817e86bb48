import type { AttributeValue, DynamoDBClient, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { createDynamoDbStore } from '../../../lambdas/idempotency/dynamodb-store.ts';
import { N, S } from '../../../lambdas/idempotency/record-item.ts';

/** A table that gives these answers in turn, an Error by throwing it, and remembers what it was asked. */
function tableThatAnswers(...answers: readonly object[]) {
  const asked: object[] = [];
  const send = async ({ input }: { readonly input: object }) => {
    asked.push(input);
    const answer = answers[asked.length - 1] ?? new Error('asked too often');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = { send } as unknown as Pick<DynamoDBClient, 'send'>;
  return { asked, store: createDynamoDbStore({ client, tableName: 'records' }) };
}

const refusal = Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException' });
const pk = 'v1#stripe#p:evt_1';
const nowMs = 1_795_514_400_000;
const holder = { pk, leaseToken: 'token', nowMs };
const claim = { ...holder, leaseUntilMs: nowMs + 1000 };
const itemIn = (status: string) => ({ pk: S(pk), status: S(status), gen: N(3), expiresAt: N(nowMs / 1000 + 1) });

describe('a table that refuses a write without the record that stands in its way', () => {
  it('is an error to ingest, which sends the event all the same', async () => {
    const receiving = tableThatAnswers(refusal).store.receive({ pk, bodySha256: 'b', nowMs });
    await expect(receiving).rejects.toThrow('the table refused a write without saying what is there');
    await expect(receiving).rejects.toHaveProperty('cause', refusal);
  });

  it('is an error to a processor that claims, never a completed event', async () => {
    const claiming = tableThatAnswers(refusal).store.claim(claim);
    await expect(claiming).rejects.toThrow('the table refused a claim without saying what is there');
    await expect(claiming).rejects.toHaveProperty('cause', refusal);
  });

  it('tells a processor that completes that its lease is lost', async () => {
    expect(await tableThatAnswers(refusal).store.complete(holder)).toEqual({ kind: 'lost' });
  });

  it('tells a processor that completes the same when the completed record has expired', async () => {
    const Item = { pk: S(pk), status: S('COMPLETED'), expiresAt: N(nowMs / 1000) };
    const { store } = tableThatAnswers(Object.assign(new Error('refused'), { name: refusal.name, Item }));
    expect(await store.complete(holder)).toEqual({ kind: 'lost' });
  });
});

describe('a table that answers without the record that it wrote', () => {
  it('has not granted the claim', async () => {
    const claiming = tableThatAnswers({}).store.claim(claim);
    await expect(claiming).rejects.toThrow('the table did not return the record that was claimed');
  });
});

describe('an event that an operator reopens', () => {
  /** A completed event that becomes this while it is reopened; `written` is what the write asked for. */
  const reopenedInto = async (itemOf: (written: UpdateItemCommandInput) => object | undefined) => {
    const asked: object[] = [];
    const send = async ({ input }: { readonly input: UpdateItemCommandInput }) => {
      asked.push(input);
      if (asked.length === 1) return { Item: itemIn('COMPLETED') };
      throw Object.assign(new Error('refused'), { name: refusal.name, Item: itemOf(input) });
    };
    const client = { send } as unknown as Pick<DynamoDBClient, 'send'>;
    const result = await createDynamoDbStore({ client, tableName: 'records' }).reopen(pk, nowMs);
    expect(asked).toHaveLength(2);
    return result;
  };
  const itemReopenedBy = (token: AttributeValue | undefined) => ({
    ...itemIn('RECEIVED'),
    gen: N(4),
    ...(token ? { reopenToken: token } : {}),
  });

  it('is reopened when our own write took effect before the SDK tried it again', async () => {
    const result = await reopenedInto(({ ExpressionAttributeValues }) =>
      itemReopenedBy(ExpressionAttributeValues?.[':token']),
    );
    expect(result).toEqual({ kind: 'reopened', gen: 4 });
  });

  it.each([
    ['another operator reopened it first', itemReopenedBy(S('another')), 'RECEIVED'],
    ['it runs again already', itemIn('PROCESSING'), 'PROCESSING'],
    ['its record has expired', { ...itemIn('COMPLETED'), expiresAt: N(nowMs / 1000) }, null],
    ['its record is gone', undefined, null],
  ])('is not when %s meanwhile, and the answer names its status', async (_, item, status) => {
    expect(await reopenedInto(() => item)).toEqual({ kind: 'notCompleted', status });
  });

  it.each([
    ['that is not completed', { Item: itemIn('FAILED') }, 'FAILED'],
    ['that nobody sent', {}, null],
  ])('is looked at only, never written, when it is one %s', async (_, answer, status) => {
    const { store, asked } = tableThatAnswers(answer);
    expect(await store.reopen(pk, nowMs)).toEqual({ kind: 'notCompleted', status });
    expect(asked).toHaveLength(1);
  });
});

describe('what an operator reads', () => {
  it('is the record as it was written last, not as some copy still has it', async () => {
    const { store, asked } = tableThatAnswers({});
    expect(await store.read(pk)).toBeNull();
    expect(asked).toEqual([{ TableName: 'records', Key: { pk: S(pk) }, ConsistentRead: true }]);
  });

  it('goes on page after page, an empty one too, until the table is at its end', async () => {
    const [first, second] = [{ pk: S('a') }, { pk: S('b') }];
    const { store, asked } = tableThatAnswers(
      { Items: [first], LastEvaluatedKey: first },
      { LastEvaluatedKey: second },
      { Items: [second] },
    );
    expect(await store.keysUnder('v1#')).toEqual(['a', 'b']);
    const starts = asked.map((input) => ('ExclusiveStartKey' in input ? input.ExclusiveStartKey : null));
    expect(starts).toEqual([null, first, second]);
  });
});
