/** The real code, broken in one place. */
export interface Variant {
  readonly name: string;
  /** What the simulation says of it begins so. */
  readonly breaks: RegExp;
  /** From the project's root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly replace: string;
  readonly by: string;
}

const ingest = 'lambdas/ingest/ingest.ts';
const processRecord = 'lambdas/processing/process-record.ts';
const processorStore = 'lambdas/idempotency/processor-store.ts';
const giveUp = 'lambdas/processing/give-up-or-retry.ts';
const isCompleted = "received?.kind === 'known' && received.existing.status === 'COMPLETED'";
const leaseIsFree = '(attribute_not_exists(leaseUntil) OR leaseUntil <= :nowMs OR leaseToken = :token)';

/** Those that docs/protocol.md and test/model name, then others; each must be caught by `npm run simulate`. */
export const variants: readonly Variant[] = [
  {
    name: 'claim-first: whoever finds the record of another delivery answers 200',
    breaks: /I1/,
    file: ingest,
    replace: isCompleted,
    by: "received?.kind === 'known'",
  },
  {
    name: 'PENDING answers 200: a delivery of an event in progress queues nothing',
    breaks: /I1/,
    file: ingest,
    replace: isCompleted,
    by: "received?.kind === 'known' && received.existing.status !== 'FAILED'",
  },
  {
    name: 'busy acknowledged: a message whose event is leased to another is deleted',
    breaks: /I1/,
    file: processRecord,
    replace: "if (claim.kind === 'busy') return { acknowledge: false",
    by: "if (claim.kind === 'busy') return { acknowledge: true",
  },
  {
    name: 'no lease: whatever is not completed may be claimed',
    breaks: /I2/,
    file: processorStore,
    replace: leaseIsFree,
    by: 'leaseUntil <> :zero',
  },
  {
    name: 'a lease of no time: it is over when the handler starts',
    breaks: /I2/,
    file: 'lambdas/processing/deadlines.ts',
    replace: 'leaseUntil: end + 5000',
    by: 'leaseUntil: nowMs',
  },
  {
    name: 'unscoped ids: two endpoints share the record of one id',
    breaks: /I/,
    file: 'lambdas/idempotency/event-key.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands so in the code
    replace: '`v1#${endpoint}#',
    by: '`v1#alpha#',
  },
  {
    name: 'completion without token: whoever is late completes for another',
    breaks: /I/,
    file: processorStore,
    replace: "'#status = :processing AND leaseToken = :token'",
    by: "'#status = :processing AND (leaseToken = :token OR leaseToken <> :token)'",
  },
  {
    name: 'dead-letter-then-crash: the record says that it is done with before the dead letter is sent',
    breaks: /I[12]/,
    file: giveUp,
    replace: '      await sendDeadLetter(ports, held, error);',
    by: '      await ports.store.complete({ ...held.lease, nowMs: ports.now() });\n      await sendDeadLetter(ports, held, error);',
  },
  {
    name: 'a dead letter that could not be sent is acknowledged',
    breaks: /I1/,
    file: giveUp,
    replace: "return { acknowledge: false, outcome: 'retry', error: describeError(refusal)",
    by: "return { acknowledge: true, outcome: 'retry', error: describeError(refusal)",
  },
  {
    name: 'a queue that cannot be reached is answered 200',
    breaks: /I1/,
    file: ingest,
    replace: "return sent ? { kind: 'accepted', ...outcome } : { kind: 'unavailable', reason: 'queue_unavailable' };",
    by: "return sent === null ? { kind: 'unavailable', reason: 'queue_unavailable' } : { kind: 'accepted', ...outcome };",
  },
  {
    name: 'busy answers 503: a duplicate in progress is refused',
    breaks: /I5/,
    file: ingest,
    replace: '  const sent = await succeeds(',
    by: "  if (received?.kind === 'known') return { kind: 'unavailable', reason: 'queue_unavailable' };\n  const sent = await succeeds(",
  },
  {
    name: 'the verdict is ignored: a forged delivery is accepted',
    breaks: /I3/,
    file: 'lambdas/ingest/authenticate.ts',
    replace: "if (verdict.verified !== true) return { kind: 'rejected', reason: verdict.reason };",
    by: "if (verdict.verified !== true) return { kind: 'authentic', secretIndex: 0, secret: '', counts: [] };",
  },
  {
    name: 'claim before verification: a forged delivery writes the record',
    breaks: /I3/,
    file: ingest,
    replace: "  if (authentic.kind !== 'authentic') return authentic;",
    by:
      "  if (authentic.kind !== 'authentic') {\n" +
      "    await ports.store.receive({ pk: 'v1#alpha#p:x', bodySha256: '', nowMs: ports.nowMs() }).catch(() => null);\n" +
      '    return authentic;\n  }',
  },
  {
    name: 'completed before the handler: a crash in between forgets the event',
    breaks: /I[12]/,
    file: processRecord,
    replace: '    outcome = await runUntilDeadline(ports, held, claim, deadlines);',
    by: "    await complete(ports, held, 'completed');\n    outcome = await runUntilDeadline(ports, held, claim, deadlines);",
  },
  {
    name: 'a table that cannot be reached acknowledges the message',
    breaks: /I1/,
    file: processRecord,
    replace: 'const storeUnavailable = (thrown: unknown): RecordResult => ({\n  acknowledge: false,',
    by: 'const storeUnavailable = (thrown: unknown): RecordResult => ({\n  acknowledge: true,',
  },
  {
    name: 'completed events run again: the claim does not look at the status',
    breaks: /I[24]/,
    file: processorStore,
    replace: '#status <> :completed',
    by: '(#status <> :completed OR #status = :completed)',
  },
  {
    name: 'split before sent: a delivery is done with although its events were refused',
    breaks: /I1/,
    file: 'lambdas/processing/send-batch.ts',
    replace: '    if (attempt > tries) throw new Error(',
    by: '    if (attempt > tries) return;\n    if (attempt < 0) throw new Error(',
  },
  {
    name: 'reopened without a generation: the handler is told that it ran already',
    breaks: /I2|I8/,
    file: 'lambdas/idempotency/operator-store.ts',
    replace: 'gen = :next, reopenToken',
    by: 'firstSeenAt = :next, reopenToken',
  },
  {
    name: 'redriven by deletion first: a redrive that dies has lost the event',
    breaks: /I1/,
    file: 'operator/redrive.ts',
    replace: '      await ports.queues.send(queueUrl,',
    by: '      await ports.queues.remove(deadLetterQueueUrl, message.receiptHandle);\n      await ports.queues.send(queueUrl,',
  },
];
