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
    checkUse(input, placeholders);
    const condition = compileCondition(input.ConditionExpression ?? '').evaluate;
    if (!condition(before ?? {}, placeholders)) {
      const shown = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before ? { Item: { ...before } } : {};
      throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {}, ...shown });
    }
    const after =
      command instanceof PutItemCommand
        ? (command.input.Item ?? {})
        : compileUpdate(command.input.UpdateExpression ?? '').evaluate(before ?? { pk: { S: key } }, placeholders);
    if (sizeOf(after) > writeUnit) throw new Error(`the record has ${sizeOf(after)} bytes: more than one write unit`);
    items.set(key, after);
    onWrite(before, after);
    return after;
  };

  return {
    items,
    apply(command) {
      if (command instanceof PutItemCommand) {
        write(command);
        return {};
      }
      if (command instanceof UpdateItemCommand) {
        const after = write(command);
        return command.input.ReturnValues === 'ALL_NEW' ? { Attributes: { ...after } } : {};
      }
      if (command instanceof GetItemCommand) {
        const item = items.get(command.input.Key?.pk?.S ?? '');
        return item ? { Item: { ...item } } : {};
      }
      throw new Error(`the table was sent a ${nameOf(command)}`);
    },
  };
}

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
function checkUse(input: Write['input'], { names, values }: Placeholders): void {
  const update = 'UpdateExpression' in input && input.UpdateExpression ? compileUpdate(input.UpdateExpression).used : [];
  const used = new Set([...compileCondition(input.ConditionExpression ?? '').used, ...update]);
  const given = new Set([...Object.keys(names), ...Object.keys(values)]);
  for (const one of given) if (!used.has(one)) throw new Error(`the placeholder ${one} is not used`);
  for (const one of used) if (!given.has(one)) throw new Error(`the placeholder ${one} is not given`);
}

const sizeOf = (item: Item) =>
  Object.entries(item).reduce((sum, [name, { S, N }]) => sum + name.length + Buffer.byteLength(S ?? N ?? ''), 0);
