import type { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Endpoint } from './endpoints.ts';

export interface EndpointSecretProps {
  readonly endpoint: Endpoint;
  readonly removalPolicy: RemovalPolicy;
  /** @default the account's key for Secrets Manager */
  readonly encryptionKey?: IKey | undefined;
}

/**
 * The signing secret of one endpoint, created without a value: `inbox secret set` gives it one, and until then
 * deliveries are answered 503. A deployment never touches the value.
 */
export class EndpointSecret extends Construct {
  readonly secret: Secret;
  private readonly isHandedOver: boolean;

  constructor(scope: Construct, id: string, { endpoint, removalPolicy, encryptionKey }: EndpointSecretProps) {
    super(scope, id);
    this.isHandedOver = (endpoint.definition.handshakes ?? []).some(({ stores }) => stores !== undefined);
    this.secret = new Secret(this, 'Secret', {
      description: `Signing secret of the webhook endpoint ${endpoint.name}`,
      removalPolicy,
      ...(encryptionKey ? { encryptionKey } : {}),
    });
    const resource = this.secret.node.defaultChild;
    if (resource instanceof CfnSecret) resource.addPropertyDeletionOverride('GenerateSecretString');
  }

  /** Reading the value is all that verification needs; writing it only where the provider hands the secret over in a handshake. */
  grantUse(ingest: IFunction): void {
    const actions = ['secretsmanager:GetSecretValue', ...(this.isHandedOver ? ['secretsmanager:PutSecretValue'] : [])];
    ingest.addToRolePolicy(new PolicyStatement({ actions, resources: [this.secret.secretArn] }));
  }
}
