import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { compileCondition, compileUpdate, type Item, type Placeholders } from './expression.ts';

type Write = PutItemCommand | UpdateItemCommand;

/** A table in memory that refuses what DynamoDB would refuse, and what an idempotency table never needs. */
export interface Table {
  readonly items: Map<string, Item>;
  /** Applies one command at once; throws what DynamoDB would answer. */
  readonly apply: (command: unknown) => unknown;
}

/** Bytes of one write unit: names and values count. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
const writeUnit = 1024;

export function createTable(tableName: string, onWrite: (before: Item | undefined, after: Item) => void): Table {
  const items = new Map<string, Item>();

  const write = (command: Write): Item => {
    const { input } = command;
    if (input.TableName !== tableName) throw new Error(`there is no table ${input.TableName}`);
    const key = keyOf(command);
    const before = items.get(key);
    const placeholders = placeholdersOf(input);
    const condition = compileCondition(input.ConditionExpression ?? '');
    const update = updateOf(input);
    checkUse(condition.used, update?.used ?? [], placeholders);
    if (!condition.evaluate(before ?? {}, placeholders)) throw refusal(input, before);
    const after = update?.evaluate(before ?? { pk: { S: key } }, placeholders) ?? itemOf(input);
    if (sizeOf(after) > writeUnit) throw new Error(`the record has ${sizeOf(after)} bytes: more than one write unit`);
    items.set(key, after);
    onWrite(before, after);
    return after;
  };

  return {
    items,
    apply: (command) => {
      if (command instanceof PutItemCommand) return write(command) && {};
      if (command instanceof UpdateItemCommand) {
        const after = write(command);
        return command.input.ReturnValues === 'ALL_NEW' ? { Attributes: { ...after } } : {};
      }
      if (command instanceof GetItemCommand) return { Item: items.get(command.input.Key?.pk?.S ?? '') };
      throw new Error(`the table was sent a ${nameOf(command)}`);
    },
  };
}

function refusal({ ReturnValuesOnConditionCheckFailure }: Write['input'], before: Item | undefined): Error {
  const shown = ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before ? { Item: { ...before } } : {};
  return new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {}, ...shown });
}

const itemOf = (input: Write['input']): Item => ('Item' in input && input.Item) || {};

export const nameOf = (command: unknown) => (command as object).constructor.name;

function keyOf(command: Write): string {
  const attributes = command instanceof PutItemCommand ? command.input.Item : command.input.Key;
  const key = attributes?.pk?.S;
  const size = Object.keys(attributes ?? {}).length;
  if (!key || (command instanceof UpdateItemCommand && size !== 1)) throw new Error('the key is not pk alone');
  return key;
}

const placeholdersOf = ({ ExpressionAttributeNames, ExpressionAttributeValues }: Write['input']): Placeholders => ({
  names: ExpressionAttributeNames ?? {},
  values: ExpressionAttributeValues ?? {},
});

/** DynamoDB refuses a placeholder that is given and not used, or used and not given. */
function checkUse(first: readonly string[], second: readonly string[], { names, values }: Placeholders): void {
  const isMissing = (one: string) => !(one in names || one in values);
  const missing = first.find(isMissing) ?? second.find(isMissing);
  if (missing) throw new Error(`${missing} is used and not given`);
  const isUnused = (one: string) => !(first.includes(one) || second.includes(one));
  const unused = Object.keys(names).find(isUnused) ?? Object.keys(values).find(isUnused);
  if (unused) throw new Error(`${unused} is given and not used`);
}

const updateOf = (input: Write['input']) =>
  'UpdateExpression' in input && input.UpdateExpression ? compileUpdate(input.UpdateExpression) : null;

function sizeOf(item: Item): number {
  let size = 0;
  for (const name in item) size += name.length + (item[name]?.S ?? item[name]?.N ?? '').length;
  return size;
}
