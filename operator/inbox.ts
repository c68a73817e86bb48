import type { Provider } from '../lambdas/providers/define-provider.ts';
import type { Settings } from '../lambdas/verification/webhook-request.ts';

/** How the SDK's clients reach the services of an inbox. */
export interface AwsAccess {
  readonly region: string;
  /** Absent: the SDK's own search for credentials. */
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Absent: AWS itself. */
  readonly serviceUrls?: {
    readonly sqs: string;
    readonly dynamodb: string;
    readonly secretsmanager: string;
    readonly s3?: string | undefined;
    readonly logs?: string | undefined;
  };
  /** What one call may take. @default 20,000 ms */
  readonly callTimeoutMs?: number;
}

export interface InboxEndpoint {
  readonly name: string;
  readonly provider: Provider;
  readonly processor: string;
  /** Where deliveries go. */
  readonly url: string;
  /** What the provider signs where it signs the URL. */
  readonly publicUrl: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** What bin/webhooks.ts says of it beside its provider. */
  readonly settings?: Settings | undefined;
  /** Null when the endpoint takes unsigned deliveries. */
  readonly secretArn: string | null;
}

/** An inbox that an operator works on. */
export interface Inbox {
  readonly kind: 'local' | 'deployed';
  readonly endpoints: ReadonlyMap<string, InboxEndpoint>;
  readonly tableName: string;
  readonly aws: AwsAccess;
  /** The local journal; null when the journal is in CloudWatch Logs. */
  readonly journalPath: string | null;
  /** CloudWatch log groups that hold the journal of a deployed inbox. */
  readonly logGroups: readonly string[];
  /** File with the private keys that sign for public-key providers; null when only the providers have them. */
  readonly signingKeysPath: string | null;
}

/** What an inbox was made from. */
export interface Blueprint {
  /** As CloudFormation has it, or as the local stack runs it. */
  readonly template: unknown;
  /** Logical id → physical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
  /** Output → value; none on this machine. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Null on this machine. */
  readonly stackName: string | null;
  /** File of the CDK app when it is another than the one in cdk.json. */
  readonly appFile: string | null;
}

export interface LocatedInbox extends Inbox {
  readonly blueprint: Blueprint;
}
