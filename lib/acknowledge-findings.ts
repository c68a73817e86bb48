import { type CfnElement, type Stack, Validations } from 'aws-cdk-lib';
import type { BodyBucket } from './body-bucket.ts';
import type { WiredEndpoint } from './ingest-function.ts';

/** Findings of cdk-nag that are right in general and not here, each with its reason. */
export function acknowledgeFindings(
  stack: Stack,
  { bodies, endpoints }: { readonly bodies: BodyBucket; readonly endpoints: readonly WiredEndpoint[] },
): void {
  const bucket = stack.getLogicalId(bodies.bucket.node.defaultChild as CfnElement);
  Validations.of(stack).acknowledge(
    {
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason:
        'A webhook is authorized by its signature over the raw body, which an authorizer never sees: ingest verifies it first.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason:
        'A signing secret is rotated at the provider and stored with `inbox secret rotate`; AWS cannot rotate it.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-S1',
      reason: 'Every object is written and read by the functions of this stack, and the journal has a line for each.',
    },
    ...endpoints.map(({ endpoint }) => ({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${endpoint.name}/*]`,
      reason: 'Object keys are random; the statement allows one action under one endpoint’s prefix of one bucket.',
    })),
  );
}
