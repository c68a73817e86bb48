import type { TableState } from './ports.ts';
import type { Repairs } from './repairs.ts';
import { type CheckResult, found, right } from './report.ts';

interface ExpectedTable {
  readonly name: string;
  /** Where a record's expiry stands; null when the template names none. */
  readonly expiryAttribute: string | null;
}

/** The idempotency table as it is; null when it does not exist. */
export function checkTable(expected: ExpectedTable, table: TableState | null, repairs: Repairs): CheckResult {
  const { name, expiryAttribute } = expected;
  const remedy = repairs.restore(name);
  if (table === null) {
    const sentence = `the idempotency table ${name} does not exist: no event can be processed`;
    return found({ code: 'TABLE_MISSING', sentence, remedy });
  }
  if (!/^(?:ACTIVE|UPDATING)$/.test(table.status)) {
    const sentence = `the idempotency table ${name} is ${table.status}: no event can be processed`;
    return found({ code: 'TABLE_NOT_ACTIVE', sentence, remedy });
  }
  if (expiryAttribute === null || table.expiryAttribute === expiryAttribute) return right();
  const now = table.expiryAttribute === null ? 'off' : `on ${table.expiryAttribute}`;
  return found({
    code: 'TABLE_TTL_DISABLED',
    sentence: `time to live is ${now} in the table ${name}, where ${expiryAttribute} says when a record expires: records stay for ever, and cost`,
    remedy: repairs.expire(name, expiryAttribute),
  });
}
