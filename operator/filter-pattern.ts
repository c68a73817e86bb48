import type { EventFilter } from './event-filter.ts';

/** What stands in a pattern as it is; whatever else is wanted is found by looking at the lines. */
const plain = /^[\w.:@/+=-]+\*?$/;

/**
 * The lines of the journal that may pass, in CloudWatch's own language for JSON lines.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern({ endpoint, eventType, outcome, eventId, verified }: EventFilter): string {
  const equals = (field: string, value: string | undefined) =>
    value !== undefined && plain.test(value) ? [`$.${field} = "${value}"`] : [];
  const terms = [
    '($.kind = "delivery" || $.kind = "attempt")',
    ...equals('endpoint', endpoint),
    ...equals('eventType', eventType),
    ...equals('outcome', outcome),
    ...equals('eventId', eventId),
    ...(verified ? ['$.secretIndex >= 0'] : []),
  ];
  return `{ ${terms.join(' && ')} }`;
}
