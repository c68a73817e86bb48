import type { MappingState } from './ports.ts';
import type { DeclaredMapping } from './read-blueprint.ts';
import type { Repairs } from './repairs.ts';
import { type CheckResult, type Finding, found, right } from './report.ts';

export interface ObservedMapping {
  readonly declared: DeclaredMapping;
  /** UUID; undefined when the stack has no such resource (any more). */
  readonly id: string | undefined;
  /** As Lambda has it, null when it does not exist; undefined where the template alone decides. */
  readonly state: MappingState | null | undefined;
}

/** Whether events go from the endpoint's queue to its processor. */
export function checkMapping(mappings: readonly ObservedMapping[], repairs: Repairs): CheckResult {
  if (mappings.length === 0) return found(missing('the template maps the queue to no processor', absentInTemplate));
  const findings = mappings.flatMap((mapping) => faultOf(mapping, repairs) ?? []);
  return findings.length > 0 ? found(...findings) : right();
}

const absentInTemplate =
  'the app itself leaves it out: look for AWS::Lambda::EventSourceMapping in the template of `npx cdk synth`';

const missing = (what: string, remedy: string): Finding => ({
  code: 'MAPPING_MISSING',
  sentence: `${what}: events are accepted and wait, unprocessed`,
  remedy,
});

function faultOf({ declared, id, state }: ObservedMapping, repairs: Repairs): Finding | null {
  if (state === null) return missing('the event source mapping of the queue does not exist', repairs.recreate);
  if (state === undefined ? !declared.enabled : /^Disabl/.test(state.state)) {
    return {
      code: 'MAPPING_DISABLED',
      sentence: 'the event source mapping of the queue is disabled: events are accepted and wait, unprocessed',
      remedy: repairs.enableMapping(declared.enabled ? id : undefined),
    };
  }
  if (!state?.lastResult?.startsWith('PROBLEM')) return null;
  return {
    code: 'MAPPING_PROBLEM',
    sentence: `Lambda cannot take events from the queue: ${state.lastResult}`,
    remedy: `look at the role of the processor and at the log of: aws lambda get-event-source-mapping --uuid ${id}`,
  };
}
