import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface BodyBucketProps {
  readonly removalPolicy: RemovalPolicy;
  /** @default a key that S3 manages */
  readonly encryptionKey?: IKey | undefined;
}

/** Longer than a message can wait: 4 days in the queue and 14 as a dead letter. */
const bodyRetention = Duration.days(30);

/** Bodies too large for a queue message. */
export class BodyBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { removalPolicy, encryptionKey }: BodyBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: bodyRetention, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy,
      // CloudFormation deletes empty buckets only.
      autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
      ...(encryptionKey
        ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
    });
  }

  /** Only under the endpoint's own prefix. */
  grantPut(writer: IFunction, endpoint: string): void {
    this.grant(writer, 's3:PutObject', endpoint);
  }

  grantRead(reader: IFunction, endpoint: string): void {
    this.grant(reader, 's3:GetObject', endpoint);
  }

  private grant(user: IFunction, action: string, endpoint: string): void {
    user.addToRolePolicy(
      new PolicyStatement({ actions: [action], resources: [this.bucket.arnForObjects(`${endpoint}/*`)] }),
    );
  }
}
