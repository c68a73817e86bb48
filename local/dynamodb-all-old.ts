import { createRequire } from 'node:module';

interface ConditionalWrite {
  readonly ReturnValuesOnConditionCheckFailure?: string;
}
type CheckConditional = (write: ConditionalWrite, old?: object) => (Error & { body?: object }) | null | undefined;

const require = createRequire(import.meta.url);
let taught = false;

/** dynalite drops ReturnValuesOnConditionCheckFailure: lets it through validation, and answers a refused condition with the old item. */
export function teachAllOld(): void {
  if (taught) return;
  taught = true;
  const database = require('dynalite/db') as { checkConditional: CheckConditional };
  const plain = database.checkConditional;
  database.checkConditional = (write, old) => {
    const refusal = plain(write, old);
    if (refusal && old && write.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') {
      refusal.body = { ...refusal.body, Item: old };
    }
    return refusal;
  };
  for (const action of ['putItem', 'updateItem', 'deleteItem']) {
    const { types } = require(`dynalite/validations/${action}`) as { types: Record<string, object> };
    types.ReturnValuesOnConditionCheckFailure = { type: 'String', enum: ['ALL_OLD', 'NONE'] };
  }
}
