import { type Template, TemplateError } from './template.ts';

export interface Surroundings {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** What `Ref` of a resource gives: a queue's URL, a table's name, a secret's ARN. */
  ref(logicalId: string): string;
  getAtt(logicalId: string, attribute: string): string;
}

type Resolve = (value: unknown) => unknown;
type Intrinsic = (argument: unknown, context: Context) => unknown;
interface Context {
  readonly template: Template;
  readonly surroundings: Surroundings;
  readonly resolve: Resolve;
}

/** `AWS::NoValue`: the property that holds it is left out. */
const noValue = Symbol('AWS::NoValue');

/**
 * Resolves CloudFormation's intrinsic functions in a template's value.
 * The returned function throws TemplateError for a function that it does not know.
 */
export function createResolver(template: Template, surroundings: Surroundings): Resolve {
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== noValue);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name = '', argument] = entries.length === 1 ? (entries[0] ?? []) : [];
    const intrinsic = intrinsicNamed(name, argument);
    if (intrinsic) return intrinsic(argument, context);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, resolve(item)]).filter(([, item]) => item !== noValue),
    );
  };
  const context: Context = { template, surroundings, resolve };
  return (value) => {
    const resolved = resolve(value);
    return resolved === noValue ? undefined : resolved;
  };
}

function intrinsicNamed(name: string, argument: unknown): Intrinsic | undefined {
  // In an IAM policy, `Condition` is an object.
  if (name === 'Condition') return typeof argument === 'string' ? condition : undefined;
  const intrinsic = intrinsics.get(name);
  if (!intrinsic && name.startsWith('Fn::')) {
    throw new TemplateError(`The template uses ${name}, which the local stack cannot resolve.`);
  }
  return intrinsic;
}

const intrinsics = new Map<string, Intrinsic>([
  ['Ref', (argument, context) => reference(String(argument), context)],
  ['Fn::GetAtt', getAttribute],
  ['Fn::Join', join],
  ['Fn::Sub', substitute],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::If', choose],
  ['Fn::Equals', (argument, context) => equal(list(argument, context, 'Fn::Equals'))],
  ['Fn::And', (argument, context) => list(argument, context, 'Fn::And').every(isTrue)],
  ['Fn::Or', (argument, context) => list(argument, context, 'Fn::Or').some(isTrue)],
  ['Fn::Not', (argument, context) => !list(argument, context, 'Fn::Not').some(isTrue)],
  ['Fn::FindInMap', findInMap],
]);

const isTrue = (value: unknown) => value === true || value === 'true';
const equal = ([left, right]: readonly unknown[]) => JSON.stringify(left) === JSON.stringify(right);
const malformed = (name: string, argument: unknown) =>
  new TemplateError(`The template’s ${name} is malformed: ${JSON.stringify(argument)}.`);

function list(argument: unknown, { resolve }: Context, name: string): unknown[] {
  const resolved = resolve(argument);
  if (!Array.isArray(resolved)) throw malformed(name, argument);
  return resolved;
}

function reference(name: string, { template, surroundings, resolve }: Context): unknown {
  const { region, accountId, stackName } = surroundings;
  switch (name) {
    case 'AWS::NoValue':
      return noValue;
    case 'AWS::Region':
      return region;
    case 'AWS::AccountId':
      return accountId;
    case 'AWS::StackName':
      return stackName;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
  }
  const parameter = Object.hasOwn(template.Resources, name) ? undefined : template.Parameters?.[name];
  if (!parameter) return surroundings.ref(name);
  if (parameter.Default === undefined)
    throw new TemplateError(`The template’s parameter ${name} has no default value.`);
  return resolve(parameter.Default);
}

function getAttribute(argument: unknown, { surroundings, resolve }: Context): string {
  const [logicalId, ...attribute] =
    typeof argument === 'string' ? argument.split('.') : (resolve(argument) as unknown[]);
  if (typeof logicalId !== 'string' || attribute.length === 0) throw malformed('Fn::GetAtt', argument);
  return surroundings.getAtt(logicalId, attribute.join('.'));
}

function join(argument: unknown, context: Context): string {
  const [separator, parts] = list(argument, context, 'Fn::Join');
  if (typeof separator !== 'string' || !Array.isArray(parts)) throw malformed('Fn::Join', argument);
  return parts.map(String).join(separator);
}

function substitute(argument: unknown, context: Context): string {
  const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') throw malformed('Fn::Sub', argument);
  const variables = new Map(Object.entries((own ?? {}) as object));
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const key = name.trim();
    if (variables.has(key)) return String(context.resolve(variables.get(key)));
    return String(key.includes('.') ? getAttribute(key, context) : reference(key, context));
  });
}

function select(argument: unknown, context: Context): unknown {
  const [index, from] = list(argument, context, 'Fn::Select');
  const selected = Array.isArray(from) ? from[Number(index)] : undefined;
  if (selected === undefined) throw malformed('Fn::Select', argument);
  return selected;
}

function split(argument: unknown, context: Context): string[] {
  const [separator, text] = list(argument, context, 'Fn::Split');
  if (typeof separator !== 'string' || typeof text !== 'string') throw malformed('Fn::Split', argument);
  return text.split(separator);
}

/** Resolves the chosen branch only: the other one may refer to what does not exist. */
function choose(argument: unknown, context: Context): unknown {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') throw malformed('Fn::If', argument);
  return context.resolve(isTrue(condition(argument[0], context)) ? argument[1] : argument[2]);
}

function condition(name: unknown, { template, resolve }: Context): unknown {
  const conditions = template.Conditions ?? {};
  if (typeof name !== 'string' || !Object.hasOwn(conditions, name)) {
    throw new TemplateError(`The template has no condition ${JSON.stringify(name)}.`);
  }
  return resolve(conditions[name]);
}

function findInMap(argument: unknown, context: Context): unknown {
  const keys = list(argument, context, 'Fn::FindInMap').map(String);
  const found = keys.reduce<unknown>(
    (map, key) => (typeof map === 'object' && map !== null ? new Map(Object.entries(map)).get(key) : undefined),
    context.template.Mappings,
  );
  if (found === undefined) throw malformed('Fn::FindInMap', argument);
  return found;
}
