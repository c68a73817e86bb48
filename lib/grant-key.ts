import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Lets a function use the customer's key, where there is one, by exactly the named actions. */
export function grantKey(key: IKey | undefined, user: IFunction, ...actions: readonly `kms:${string}`[]): void {
  if (key) user.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [key.keyArn] }));
}
