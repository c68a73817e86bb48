import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { type Alarm, Dashboard as CloudWatchDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmThresholds } from './alarm-thresholds.ts';
import { dashboardPage } from './console-links.ts';
import { costRows } from './dashboard-costs.ts';
import { endpointRows } from './dashboard-endpoint.ts';
import { overviewRows } from './dashboard-overview.ts';
import type { IdempotencyTable } from './idempotency-table.ts';
import type { IngestApi } from './ingest-api.ts';
import type { IngestFunction, WiredEndpoint } from './ingest-function.ts';

export interface DashboardProps {
  readonly endpoints: readonly WiredEndpoint[];
  readonly api: IngestApi;
  readonly ingest: IngestFunction;
  readonly table: IdempotencyTable;
  readonly alarms: readonly Alarm[];
  /** Where alarms begin: drawn as lines. */
  readonly limits: Required<AlarmThresholds>;
  /** Path or URL of the runbook. */
  readonly runbook: string;
}

/**
 * One page for whoever is woken, from the question to its answer: is an alarm raised, what is wrong in all, of which endpoint,
 * what does it cost. Its URL is the output `Dashboard`.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { stackName, region } = Stack.of(this);
    // Dashboards of an account share their names, whatever region they are made in.
    const dashboardName = `${stackName}-${region}`;
    new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName,
      defaultInterval: Duration.hours(12),
      widgets: [
        ...overviewRows(this, props),
        ...props.endpoints.flatMap((endpoint) => endpointRows(endpoint, props.limits)),
        ...costRows(props),
      ],
    });
    // Not `DashboardUrl`: an endpoint called dashboard has that one.
    new CfnOutput(this, 'Url', {
      value: dashboardPage(this, dashboardName),
      description: 'What to look at when an alarm was raised',
    }).overrideLogicalId('Dashboard');
  }
}
