import { setTimeout as delay } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { setClock } from './check-clock.ts';
import { type Check, type CheckResult, type DoctorReport, type Finding, found } from './report.ts';

/** Runs all checks beside each other: one that fails, or hangs, does not keep another from its result. */
export async function runChecks(checks: readonly Check[]): Promise<Omit<DoctorReport, 'inbox'>> {
  const results = await Promise.all(checks.map(async (check) => ({ check, result: await runCheck(check) })));
  const all = results.map(({ check: { name, endpoint }, result }) => ({ subject: { check: name, endpoint }, result }));
  return {
    findings: withoutRepeats(
      all.flatMap(({ subject, result }) => result.findings.map((finding) => ({ ...subject, ...finding }))),
    ),
    notChecked: all.flatMap(({ subject, result }) => result.notChecked.map((reason) => ({ ...subject, reason }))),
    right: all
      .filter(({ result }) => result.findings.length + result.notChecked.length === 0)
      .map(({ subject, result: { detail } }) => ({ ...subject, ...(detail === undefined ? {} : { detail }) })),
  };
}

async function runCheck(check: Check): Promise<CheckResult> {
  const ended = new AbortController();
  const late = delay(check.withinMs, null, { signal: ended.signal }).catch(() => null);
  try {
    return (await Promise.race([check.run(), late])) ?? tooLate(check);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return found(findingOf(error));
  } finally {
    ended.abort();
  }
}

function tooLate({ name, withinMs }: Check): CheckResult {
  return found({
    code: 'SERVICE_UNREACHABLE',
    sentence: `the check “${name}” had no answer within ${withinMs / 1000} s`,
    remedy: 'look whether the network lets requests through, and run the doctor again',
  });
}

/** What a service's error means. */
export function findingOf(error: OperatorError): Finding {
  const { name = '', message = '' } = error.cause instanceof Error ? error.cause : {};
  const sentence = error.message;
  if (/AccessDenied|AuthorizationError|NotAuthorized/.test(name)) {
    const [, action] = /perform: ([\w-]+:\w+)/.exec(message) ?? [];
    const remedy = `allow ${action ?? 'it'} to whoever runs the doctor: docs/doctor.md lists what it needs`;
    return { code: 'PERMISSION_DENIED', sentence, remedy };
  }
  if (/^Credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/.test(name)) {
    return {
      code: 'CREDENTIALS_REFUSED',
      sentence,
      remedy: 'log in again (aws sso login), or name another profile with --profile',
    };
  }
  if (/Skewed|RequestExpired/.test(name)) return { code: 'CLOCK_SKEW', sentence, remedy: setClock };
  return { code: 'SERVICE_UNREACHABLE', sentence, remedy: 'look whether it runs and can be reached from here' };
}

/** One service that does not answer is one fault, however many checks met it. */
function withoutRepeats(findings: DoctorReport['findings']): DoctorReport['findings'] {
  const seen = new Map<string, DoctorReport['findings'][number]>();
  for (const finding of findings) {
    const shared = serviceFaults.has(finding.code);
    const key = JSON.stringify([finding.code, finding.sentence, shared ? null : [finding.check, finding.endpoint]]);
    if (!seen.has(key)) seen.set(key, shared ? { ...finding, endpoint: null } : finding);
  }
  return [...seen.values()];
}

const serviceFaults = new Set(['PERMISSION_DENIED', 'CREDENTIALS_REFUSED', 'SERVICE_UNREACHABLE']);
