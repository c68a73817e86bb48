import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { awsSentence } from './aws-sentence.ts';
import type { LocatedInbox } from './inbox.ts';
import { logGroupsOf } from './log-groups.ts';
import { OperatorError, UsageError } from './operator-error.ts';
import { readTemplateMetadata, requireId, resolveEndpoints } from './template-endpoints.ts';

/** What is asked of CloudFormation. */
export interface StackReader {
  readonly template: (stack: string) => Promise<string>;
  /** Logical id → physical id. */
  readonly resources: (stack: string) => Promise<ReadonlyMap<string, string>>;
  /** Output key → value. */
  readonly outputs: (stack: string) => Promise<ReadonlyMap<string, string>>;
}

export interface DeployedSelector {
  readonly stack: string;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** Throws UsageError without a region, OperatorError when the stack is absent, not an inbox, or cannot be read. */
export async function findDeployedInbox(
  { stack, region, profile }: DeployedSelector,
  variables: NodeJS.ProcessEnv,
  createReader: (access: { region: string; profile?: string }) => StackReader = createStackReader,
): Promise<LocatedInbox> {
  const where = region ?? variables.AWS_REGION ?? variables.AWS_DEFAULT_REGION;
  if (!where) throw new UsageError(`in which region is the stack "${stack}"? Say it with --region, or set AWS_REGION`);
  const access = { region: where, ...(profile === undefined ? {} : { profile }) };
  const reader = createReader(access);
  try {
    const template = await reader.template(stack);
    const [resources, outputs] = await Promise.all([reader.resources(stack), reader.outputs(stack)]);
    return toInbox(stack, parseTemplate(template), resources, outputs, access);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(sentence(error, stack, where), { cause: error });
  }
}

function toInbox(
  stackName: string,
  template: unknown,
  resources: ReadonlyMap<string, string>,
  outputs: ReadonlyMap<string, string>,
  access: { readonly region: string; readonly profile?: string },
): LocatedInbox {
  const metadata = readTemplateMetadata(template, `the stack "${stackName}"`);
  const physicalId = (logicalId: string) => resources.get(logicalId);
  const urls = [...outputs.values()];
  const base = () => {
    const suffix = access.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    return `https://${requireId(metadata.api, { physicalId })}.execute-api.${access.region}.${suffix}`;
  };
  // The outputs know a custom domain or a stage's base path; the API's own host serves without them.
  const url = (_: string, path: string) =>
    urls.find((value) => value.startsWith('https://') && value.endsWith(path)) ?? base() + path;
  const located = { physicalId, url, publicUrl: () => undefined };
  return {
    kind: 'deployed',
    endpoints: resolveEndpoints(metadata, located),
    tableName: requireId(metadata.table, located),
    aws: access,
    journalPath: null,
    logGroups: logGroupsOf(template, resources),
    signingKeysPath: null,
    blueprint: { template, physicalIds: resources, outputs, stackName, appFile: null },
  };
}

function parseTemplate(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sentence(error: unknown, stack: string, region: string): string {
  if (error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message)) {
    return `there is no stack "${stack}" in ${region}: look for its name with \`npx cdk list\`, or name another --region`;
  }
  return awsSentence(error, 'CloudFormation');
}

function createStackReader(access: { readonly region: string; readonly profile?: string }): StackReader {
  const client = new CloudFormationClient(access);
  return {
    async template(stack) {
      const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: stack }));
      return TemplateBody ?? '';
    },
    async resources(stack) {
      const ids = new Map<string, string>();
      for await (const page of paginateListStackResources({ client }, { StackName: stack })) {
        for (const { LogicalResourceId, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
          if (LogicalResourceId && PhysicalResourceId) ids.set(LogicalResourceId, PhysicalResourceId);
        }
      }
      return ids;
    },
    async outputs(stack) {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
      return new Map(
        (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
      );
    },
  };
}
