import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { checkArn } from './check-arn.ts';

/** A key of the app, or the one of which the ARN was given. Throws UserMistake. */
export function readKey(scope: Construct, given: IKey | string | undefined): IKey | undefined {
  if (typeof given !== 'string') return given;
  checkArn('encryptionKey', given, 'kms', 'key');
  return Key.fromKeyArn(scope, 'EncryptionKey', given);
}

/**
 * What a caller of an encrypted queue, table, bucket and secret needs, each action in full.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html ·
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
const actions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** Lets a function use the customer's key, where there is one. */
export function grantKey(key: IKey | undefined, user: IFunction): void {
  if (key) user.addToRolePolicy(new PolicyStatement({ actions, resources: [key.keyArn] }));
}
