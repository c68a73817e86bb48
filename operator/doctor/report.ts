import type { FaultCode } from './faults.ts';

/** Everything that is looked at, in the order of the report. */
export const checkNames = [
  ...(['inbox', 'node', 'code', 'clock', 'table', 'alarms', 'permissions', 'tls'] as const),
  ...(['secret', 'url', 'route', 'public url', 'queue', 'mapping', 'dead letters', 'canary'] as const),
] as const;
export type CheckName = (typeof checkNames)[number];

/** One fault, and how to put it right. */
export interface Finding {
  readonly code: FaultCode;
  readonly sentence: string;
  /** A command where there is one. */
  readonly remedy: string;
}

/** What a check saw: nothing at all means that everything is right. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  /** Why something could not be checked, a sentence each. */
  readonly notChecked: readonly string[];
  /** What was seen, for whoever wants to know more than that it is right. */
  readonly detail?: string;
}

export const right = (detail?: string): CheckResult => ({
  findings: [],
  notChecked: [],
  ...(detail === undefined ? {} : { detail }),
});
export const found = (...findings: readonly Finding[]): CheckResult => ({ findings, notChecked: [] });
export const notChecked = (reason: string): CheckResult => ({ findings: [], notChecked: [reason] });

/** What a check may take that asks services, each of their calls being bounded by itself. */
export const serviceMs = 15_000;

/** One check of one endpoint, or of the inbox as a whole. */
export interface Check {
  readonly name: CheckName;
  /** Null for what all endpoints share. */
  readonly endpoint: string | null;
  /** Milliseconds that it may take. */
  readonly withinMs: number;
  /** May throw OperatorError; what that says becomes a finding. */
  readonly run: () => Promise<CheckResult>;
}

interface Subject {
  readonly check: CheckName;
  readonly endpoint: string | null;
}

export interface DoctorReport {
  /** Null when none was found. */
  readonly inbox: 'local' | 'deployed' | null;
  readonly findings: readonly (Subject & Finding)[];
  readonly notChecked: readonly (Subject & { readonly reason: string })[];
  readonly right: readonly (Subject & { readonly detail?: string })[];
}
