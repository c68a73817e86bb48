/** Which inbox a command is about, as options: nothing on this machine. */
export interface Selector {
  readonly stack?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** The remedy with every command of ours, and of AWS, naming the inbox that was examined. A command ends at ` (`, `,`, `:` or a quote. */
export function forInbox(remedy: string, { stack, region, profile }: Selector): string {
  const option = (name: string, value: string | undefined) => (value === undefined ? '' : ` --${name} ${value}`);
  const where = option('region', region) + option('profile', profile);
  return remedy
    .replace(
      /\binbox (?:secret|dlq|events|find|endpoints|doctor)\b.*?(?= \(|[,`]|$)/g,
      (command) => command + option('stack', stack) + where,
    )
    .replace(/\baws (?:sns|sqs|lambda|dynamodb) .*$/g, (command) => command + where)
    .replace(/\bnpx cdk deploy \S+(?= \(|$)/, (command) => command + option('profile', profile));
}
