import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createResolver } from '../../local/resolve-intrinsics.ts';
import { readAssembly, type Template, TemplateError } from '../../local/template.ts';

const template: Template = {
  Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
  Parameters: { Stage: { Default: 'dev' }, Secret: {} },
  Conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsProd: { 'Fn::Not': [{ Condition: 'IsDev' }] },
    Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
  },
  Mappings: { Limits: { dev: { memory: 256 } } },
};
const resolve = createResolver(template, {
  region: 'us-east-1',
  accountId: '000000000000',
  stackName: 'Webhooks',
  ref: (logicalId) => `ref of ${logicalId}`,
  getAtt: (logicalId, attribute) => `${attribute} of ${logicalId}`,
});

describe('resolving a template', () => {
  it.each([
    ['plain values', { a: [1, 'x', true, null] }, { a: [1, 'x', true, null] }],
    ['a reference to a resource', { Ref: 'Queue' }, 'ref of Queue'],
    ['a reference to a parameter', { Ref: 'Stage' }, 'dev'],
    ['an attribute', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Arn of Queue'],
    ['an attribute in dotted form', { 'Fn::GetAtt': 'Queue.Arn' }, 'Arn of Queue'],
    ['a nested attribute', { 'Fn::GetAtt': ['Secret', 'Outputs.Value'] }, 'Outputs.Value of Secret'],
    [
      'pseudo parameters',
      { 'Fn::Join': [':', [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }]] },
      'aws:us-east-1:000000000000',
    ],
    [
      'the stack’s name and the URL suffix',
      [{ Ref: 'AWS::StackName' }, { Ref: 'AWS::URLSuffix' }],
      ['Webhooks', 'amazonaws.com'],
    ],
    [
      'a join of what is itself split and selected',
      { 'Fn::Join': ['/', [{ 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b'] }] }, 'c']] },
      'b/c',
    ],
    ['a split that is joined again', { 'Fn::Join': ['+', { 'Fn::Split': ['-', 'a-b'] }] }, 'a+b'],
    ['a select with the index as text', { 'Fn::Select': ['0', ['x', 'y']] }, 'x'],
    [
      'a substitution',
      { 'Fn::Sub': `arn:\${AWS::Partition}:\${Queue}:\${Queue.Arn}:\${!Literal}` },
      `arn:aws:ref of Queue:Arn of Queue:\${Literal}`,
    ],
    ['a substitution with variables of its own', { 'Fn::Sub': [`\${x}-$&`, { x: { Ref: 'Stage' } }] }, 'dev-$&'],
    ['a substitution whose variable holds replacement patterns', { 'Fn::Sub': [`\${x}`, { x: '$& $1' }] }, '$& $1'],
    ['a condition that holds', { 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
    ['a negated condition', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
    ['conditions joined by and', { 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
    ['conditions joined by or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    ['a condition by itself', { Condition: 'IsDev' }, true],
    [
      'a policy’s Condition, which is no reference',
      { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
    ['a value of a map', { 'Fn::FindInMap': ['Limits', { Ref: 'Stage' }, 'memory'] }, 256],
    ['a property without a value', { kept: 1, left: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
    ['an item without a value', ['a', { 'Fn::If': ['IsProd', 'b', { Ref: 'AWS::NoValue' }] }], ['a']],
  ])('resolves %s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('leaves the branch alone that is not taken', () => {
    expect(resolve({ 'Fn::If': ['IsDev', 'yes', { 'Fn::ImportValue': 'x' }] })).toBe('yes');
  });

  it.each([
    ['a function it does not know', { 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
    ['a condition that is not there', { 'Fn::If': ['IsTest', 1, 2] }, 'IsTest'],
    ['a parameter without a default', { Ref: 'Secret' }, 'Secret'],
    ['a select beyond the end', { 'Fn::Select': [3, ['a']] }, 'Fn::Select'],
    ['a join of something else', { 'Fn::Join': ['a'] }, 'Fn::Join'],
  ])('names %s', (_, value, named) => {
    expect(() => resolve(value)).toThrow(TemplateError);
    expect(() => resolve(value)).toThrow(named);
  });
});

describe('reading an assembly', () => {
  let directory: string;
  const write = (name: string, content: unknown) => writeFileSync(join(directory, name), JSON.stringify(content));
  const inbox = { Metadata: { WebhookInbox: { version: 1 } }, Resources: {} };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('finds the inbox among the templates, and the folder of a function’s code', () => {
    write('Webhooks.template.json', inbox);
    write('Other.template.json', { Resources: {} });
    mkdirSync(join(directory, 'asset.abc'));
    write('Webhooks.assets.json', {
      files: { abc: { source: { path: 'asset.abc' }, destinations: { here: { objectKey: 'abc.zip' } } } },
    });
    const { stackName, templatePath, template, assetPath } = readAssembly(directory);
    expect(stackName).toBe('Webhooks');
    expect(templatePath).toBe(join(directory, 'Webhooks.template.json'));
    expect(template).toEqual(inbox);
    for (const code of [{ S3Bucket: 'b', S3Key: 'abc.zip' }, 'abc.zip', 'abc']) {
      expect(assetPath(code)).toBe(join(directory, 'asset.abc'));
    }
    expect(() => assetPath({ S3Key: 'other.zip' })).toThrow(TemplateError);
  });

  it.each([
    ['there is no folder', () => rmSync(directory, { recursive: true }), 'is not there: run `npx cdk synth`'],
    ['there is no inbox', () => write('Other.template.json', { Resources: {} }), 'no template of a WebhookStack'],
    ['a template is not JSON', () => writeFileSync(join(directory, 'A.template.json'), '{'), 'cannot be read as JSON'],
    [
      'there are two inboxes',
      () => {
        write('A.template.json', inbox);
        write('B.template.json', inbox);
      },
      'A and B',
    ],
  ])('says in one sentence that %s', (_, arrange, sentence) => {
    arrange();
    expect(() => readAssembly(directory)).toThrow(TemplateError);
    expect(() => readAssembly(directory)).toThrow(sentence);
  });
});
