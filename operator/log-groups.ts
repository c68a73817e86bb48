import * as z from 'zod';

const LoggingFunction = z.object({
  Type: z.literal('AWS::Lambda::Function'),
  Properties: z.object({ LoggingConfig: z.object({ LogGroup: z.object({ Ref: z.string() }) }) }),
});
const Template = z.object({ Resources: z.record(z.string(), z.unknown()) });

/** Names of the log groups that the template's functions write to, in the template's order. */
export function logGroupsOf(template: unknown, resources: ReadonlyMap<string, string>): readonly string[] {
  const functions = Object.values(Template.safeParse(template).data?.Resources ?? {});
  return functions.flatMap((resource) => {
    const logicalId = LoggingFunction.safeParse(resource).data?.Properties.LoggingConfig.LogGroup.Ref;
    return (logicalId !== undefined && resources.get(logicalId)) || [];
  });
}
