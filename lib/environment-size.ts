import { UserMistake } from './user-mistake.ts';

/** For all variables of a function together, in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const environmentLimit = 4096;

/** Longest texts that AWS makes up: what is known at synth is measured, the rest is assumed to be this long. */
const longest = {
  /** CloudFormation appends a hyphen and 13 characters to the stack's name and the logical id. */
  table: '-IdempotencyTableXXXXXXXX-XXXXXXXXXXXXX'.length,
  bucket: 63,
  queueUrlBase: 'https://sqs.ap-southeast-1.amazonaws.com.cn/123456789012/'.length,
  secretArnBase: 'arn:aws-us-gov:secretsmanager:ap-southeast-1:123456789012:secret:'.length,
  publicUrlBase: 'https://xxxxxxxxxx.execute-api.ap-southeast-1.amazonaws.com.cn'.length,
  /** After the endpoint's name: `Secret`, a hash, and what CloudFormation and Secrets Manager append. */
  secretSuffix: 'SecretXXXXXXXX-XXXXXXXXXXXX-XXXXXX',
};

const variableNames = [
  'TABLE_NAME',
  'BODY_BUCKET',
  'QUEUE_URL_BASE',
  'SECRET_ARN_BASE',
  'PUBLIC_URL_BASE',
  'ENDPOINTS',
];

/** Throws UserMistake when the names of so many endpoints do not fit into the ingest function's environment. */
export function checkIngestEnvironment(stackName: string, publicUrl: string, endpoints: readonly string[]): void {
  const known = Object.fromEntries(
    endpoints.map((name) => [name, [`${stackName}-${name}`, name + longest.secretSuffix]]),
  );
  const bytes =
    variableNames.join('').length +
    stackName.length +
    longest.table +
    longest.bucket +
    longest.queueUrlBase +
    longest.secretArnBase +
    Math.max(publicUrl.length, longest.publicUrlBase) +
    JSON.stringify(known).length;
  if (bytes > environmentLimit) {
    throw new UserMistake(
      `${endpoints.length} endpoints need ${bytes} bytes of the ingest function's environment, and Lambda allows ${environmentLimit}: move some of them to a second WebhookStack.`,
    );
  }
}

/** Name, URLs and names of the table, the bucket and the queues, in bytes. */
const processorBytes = 900;

/** Throws UserMistake when a processor's own variables take the place of the runtime's, cannot be, or are too large. */
export function checkProcessorEnvironment(
  endpoint: string,
  own: Readonly<Record<string, string>>,
  runtime: Readonly<Record<string, string>>,
): void {
  let bytes = processorBytes;
  for (const [name, value] of Object.entries(own)) {
    if (name in runtime) {
      throw new UserMistake(
        `environment of endpoint '${endpoint}' sets ${name}, which the processor's runtime needs: name it otherwise.`,
      );
    }
    if (!/^[A-Za-z][A-Za-z0-9_]+$/.test(name)) {
      throw new UserMistake(
        `environment of endpoint '${endpoint}' sets '${name}': a name is two or more letters, digits and underscores, beginning with a letter.`,
      );
    }
    bytes += name.length + Buffer.byteLength(value);
  }
  if (bytes > environmentLimit) {
    throw new UserMistake(
      `environment of endpoint '${endpoint}' is too large: Lambda allows ${environmentLimit} bytes, ${processorBytes} of which the processor's runtime needs.`,
    );
  }
}
