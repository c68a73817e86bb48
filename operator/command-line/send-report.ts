import type { InboxEndpoint } from '../inbox.ts';
import { type SendReport, type SentDelivery, summarize } from '../send.ts';
import { milliseconds, plural } from './layout.ts';
import type { Terminal } from './terminal.ts';

export function deliveryLine(delivery: SentDelivery, { style }: Terminal): string {
  const { status, latencyMs, eventId } = delivery;
  const good = status !== null && status < 300;
  const shown = style(good ? 'green' : 'red', String(status ?? '---'));
  const reason = status === null ? `  ${delivery.reason}` : '';
  return `${shown} ${milliseconds(latencyMs).padStart(8)}  ${eventId}${reason}`;
}

export function printSummary(report: SendReport, { print }: Terminal): void {
  const { statuses, latencyMs, durationMs, perSecond } = summarize(report);
  const counts = Object.entries(statuses).map(([status, count]) =>
    status === 'none' ? `${count} without an answer` : `${count} × ${status}`,
  );
  const total = plural(report.deliveries.length, 'delivery', 'deliveries');
  print(`${total} in ${milliseconds(durationMs)} (${perSecond.toFixed(1)}/s): ${counts.join(', ')}`);
  if (latencyMs === null) return;
  const [p50, p95, p99] = [latencyMs.p50, latencyMs.p95, latencyMs.p99].map(milliseconds);
  print(`latency: p50 ${p50}, p95 ${p95}, p99 ${p99}`);
}

export function printJson(report: SendReport, { print }: Terminal): void {
  print(JSON.stringify({ deliveries: report.deliveries, summary: summarize(report) }, null, 2));
}

export function explainAnswers(
  report: SendReport,
  { name }: InboxEndpoint,
  tampered: boolean,
  { note }: Terminal,
): void {
  const statuses = new Set(report.deliveries.map(({ status }) => status));
  const why = (outcome: string) => `\`inbox events --endpoint ${name} --outcome ${outcome}\` says why`;
  const sentences = new Map<number | null, string>([
    [null, 'no answer came: is the inbox running, and is the URL right?'],
    [404, '404: nothing is served at that URL'],
    [413, '413: the body is larger than Lambda takes'],
    [429, '429: the inbox is being throttled'],
    [500, `500: the inbox is misconfigured or broken; ${why('misconfigured')}`],
    [503, `503: the inbox cannot accept deliveries at the moment; ${why('unavailable')}`],
    ...(tampered
      ? []
      : [
          [
            401,
            `401: the inbox did not verify the signature; ${why('rejected')} (a secret changed less than a minute ago may not be known yet)`,
          ] as const,
        ]),
  ]);
  for (const status of statuses) {
    const sentence = sentences.get(status);
    if (sentence) note(sentence);
    if (tampered && status !== null && status < 300) note(`${status}: a delivery that was tampered with was accepted`);
  }
}
