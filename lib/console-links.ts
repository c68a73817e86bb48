import { Stack } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';

/** Where pages of the AWS console are, for the region of a construct's stack. */
const consolePage = (scope: IConstruct, service: string, fragment: string) => {
  const { region } = Stack.of(scope);
  return `https://${hostOf(region)}/${service}/home?region=${region}#${fragment}`;
};

/** A region that is known at deployment only is taken for one of the ordinary partition. */
function hostOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : 'console.aws.amazon.com';
}

/** The console names a queue by its URL, encoded. */
export function queuePage(queue: Queue): string {
  const { region, account, urlSuffix } = Stack.of(queue);
  const url = ['https%3A%2F%2Fsqs', region, `${urlSuffix}%2F${account}%2F${queue.queueName}`].join('.');
  return consolePage(queue, 'sqs/v3', `/queues/${url}`);
}

/** CloudFormation makes the name of a log group up, without characters that would have to be encoded. */
export const logPage = (group: ILogGroup) =>
  consolePage(group, 'cloudwatch', `logsV2:log-groups/log-group/${group.logGroupName}`);

export const alarmsPage = (scope: IConstruct) => consolePage(scope, 'cloudwatch', 'alarmsV2:');

export const dashboardPage = (scope: IConstruct, name: string) =>
  consolePage(scope, 'cloudwatch', `dashboards/dashboard/${name}`);
