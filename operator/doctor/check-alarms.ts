import type { DeployedPorts } from './ports.ts';
import { type CheckResult, found, notChecked, right } from './report.ts';

/** Whether somebody is told when an alarm is raised. */
export async function checkAlarms(topicArn: string | undefined, deployed: DeployedPorts | null): Promise<CheckResult> {
  if (deployed === null) return notChecked('nothing stands in for CloudWatch on this machine');
  if (topicArn === undefined) return notChecked('the stack has no output AlarmTopic');
  const { confirmed, pending } = await deployed.subscriptions(topicArn);
  if (confirmed > 0) return right(`${confirmed} confirmed`);
  const subscribe = `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint <you@example.com>`;
  return pending > 0
    ? found({
        code: 'ALARMS_UNCONFIRMED',
        sentence: `nobody hears the alarms: ${pending} asked to, and ${pending === 1 ? 'has' : 'have'} not confirmed it`,
        remedy: `open the link in the mail from AWS, or: ${subscribe}`,
      })
    : found({ code: 'ALARMS_WITHOUT_SUBSCRIBER', sentence: 'nobody hears the alarms', remedy: subscribe });
}
