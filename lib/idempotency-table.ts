import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface IdempotencyTableProps {
  readonly removalPolicy: RemovalPolicy;
  /** @default a key that AWS owns */
  readonly encryptionKey?: IKey | undefined;
}

/** One record per event; see docs/protocol.md for what is written when. */
export class IdempotencyTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { removalPolicy, encryptionKey }: IdempotencyTableProps) {
    super(scope, id);
    const keep = removalPolicy !== RemovalPolicy.DESTROY;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keep,
      // Kept even when its creation is rolled back: deletion protection would fail the rollback.
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(encryptionKey ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey } : {}),
    });
  }

  /** Ingest records deliveries and can do nothing else. */
  grantReceive(ingest: IFunction): void {
    this.table.grant(ingest, 'dynamodb:PutItem');
  }

  /** A processor claims, completes and fails. */
  grantProcess(processor: IFunction): void {
    this.table.grant(processor, 'dynamodb:UpdateItem');
  }
}
