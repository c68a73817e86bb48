import type { LocatedInbox } from '../inbox.ts';
import { differences } from './compare-templates.ts';
import type { AppOptions, DoctorPorts } from './ports.ts';
import { type CheckResult, found, notChecked, right } from './report.ts';
import { SynthFailure } from './synthesize.ts';

/** Whether the template that runs is what the app gives now. Without an inbox, whether it gives one at all. */
export async function checkCode(
  inbox: LocatedInbox | null,
  app: AppOptions,
  { synthesize }: Pick<DoctorPorts, 'synthesize'>,
): Promise<CheckResult> {
  let templates: ReadonlyMap<string, unknown>;
  try {
    templates = await synthesize(app);
  } catch (error) {
    if (!(error instanceof SynthFailure)) throw error;
    return found({ code: 'SYNTH_FAILED', sentence: error.message, remedy: 'npx cdk synth' });
  }
  if (inbox === null) return right('the app gives a template');
  const { stackName, template } = inbox.blueprint;
  const inboxes = [...templates].filter(([, one]) => isInbox(one));
  const [, now] = inboxes.find(([name]) => name === stackName) ?? (inboxes.length === 1 ? inboxes[0] : null) ?? [];
  if (now === undefined) {
    const names = inboxes.map(([name]) => name).join(', ') || 'none';
    return notChecked(`which of the app’s inboxes this one was made from is not known (it gives: ${names})`);
  }
  return compare(differences(template, now), stackName);
}

const isInbox = (template: unknown) => JSON.stringify(template).includes('"WebhookInbox"');

function compare(differing: readonly string[], stackName: string | null): CheckResult {
  if (differing.length === 0) return right('what runs is what the code says');
  const more = differing.length > 3 ? ` and ${differing.length - 3} more` : '';
  const what = `${differing.slice(0, 3).join(', ')}${more}`;
  return found({
    code: 'TEMPLATE_OUT_OF_DATE',
    sentence: `what ${stackName === null ? 'runs here' : 'is deployed'} is not what this checkout’s code gives now; different: ${what}`,
    remedy:
      stackName === null
        ? 'stop the inbox and start it again: npm start'
        : `npx cdk deploy ${stackName} (deployed with -c? Give the doctor the same --context)`,
  });
}
