import { canaryType } from '../../lambdas/runtime/environment.ts';
import { OperatorError } from '../operator-error.ts';
import { checkCanary } from './check-canary.ts';
import type { Subject } from './endpoint-checks.ts';
import type { FaultCode } from './faults.ts';
import type { DoctorPorts } from './ports.ts';
import { type Check, notChecked, serviceMs } from './report.ts';
import { findingOf } from './run-checks.ts';

/** `marked`: only what no handler sees. `any`: else the provider's sample. */
export type CanaryChoice = 'none' | 'marked' | 'any';

/** How long an accepted canary may take, beside the time that its queue gathers a batch. */
const patienceMs = 30_000;
/** API Gateway answers within 30 seconds. */
const deliveryMs = 35_000;

/** The canary of one endpoint, sent when all that it needs was found to be right. */
export function canaryCheck(
  subject: Subject,
  choice: CanaryChoice,
  needed: readonly Check[],
  ports: DoctorPorts,
): Check {
  const { inbox, own, endpoint, url, versions } = subject;
  const windowMs = Math.max(0, ...own.mappings.map(({ windowSeconds }) => windowSeconds)) * 1000;
  return {
    name: 'canary',
    endpoint: endpoint.name,
    withinMs: serviceMs + deliveryMs + patienceMs + windowMs + serviceMs,
    run: async () => {
      const reason = noCanary(subject, choice) ?? (await faultBefore(needed));
      if (reason !== null) return notChecked(reason);
      const options = { endpoint, url, unmarked: choice === 'any', versions: await versions() };
      return checkCanary(inbox, { ...options, patienceMs: patienceMs + windowMs }, ports);
    },
  };
}

function noCanary({ declared, inbox }: Subject, choice: CanaryChoice): string | null {
  if (choice === 'none') return 'none is sent, as asked for by --no-canary';
  if (choice === 'any' || declared.canaryType === canaryType) return null;
  const again = inbox.kind === 'local' ? 'start it again' : 'deploy it again';
  return `the processors that run would take a canary of this version for an event: ${again}`;
}

/** Why a canary would be lost; null when nothing stands in its way. */
async function faultBefore(needed: readonly Check[]): Promise<string | null> {
  const codes = await Promise.all(needed.map(codesOf));
  const all = [...new Set(codes.flat())].filter((code) => !harmless.has(code));
  return all.length === 0 ? null : `not before this is put right: ${all.join(', ')}`;
}

/** What a canary gets past. */
const harmless: ReadonlySet<FaultCode> = new Set([
  'URL_NOT_HTTPS',
  'QUEUE_NO_REDRIVE',
  'QUEUE_WRONG_DLQ',
  'QUEUE_MAX_RECEIVE_COUNT',
  'QUEUE_VISIBILITY_TIMEOUT',
  'TABLE_TTL_DISABLED',
] as const);

async function codesOf({ run }: Check): Promise<readonly FaultCode[]> {
  try {
    return (await run()).findings.map(({ code }) => code);
  } catch (error) {
    if (error instanceof OperatorError) return [findingOf(error).code];
    throw error;
  }
}
