import * as z from 'zod';

const Common = {
  /** ISO 8601. */
  time: z.string(),
  endpoint: z.string(),
  outcome: z.string(),
  eventType: z.string().optional(),
  durationMs: z.number(),
  requestId: z.string(),
  errorName: z.string().optional(),
  errorMessage: z.string().optional(),
};

const Entry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delivery'),
    ...Common,
    eventId: z.string().optional(),
    status: z.number(),
    reason: z.string().optional(),
    bytes: z.number(),
    secretIndex: z.number().optional(),
    unsigned: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('attempt'), ...Common, eventId: z.string(), attempt: z.number() }),
]);

/** A line of the journal without the metrics that ride on it. */
export type JournalEntry = z.infer<typeof Entry>;

/** Null for anything that is not a journal line. */
export function parseJournalEntry(line: string): JournalEntry | null {
  if (!line.startsWith('{')) return null;
  try {
    return Entry.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
