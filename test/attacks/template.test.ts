import { describe, expect } from 'vitest';
import { deadLetterQueues, resourcesOf, sourceQueues, synthesize } from '../infra/synthesize.ts';
import { attack } from './attack.ts';

interface Statement {
  readonly Effect: string;
  readonly Principal: unknown;
}

describe('the template', () => {
  attack('PRO-04', () => {
    const mappings = synthesize().findResources('AWS::Lambda::EventSourceMapping');
    const types = Object.values(mappings).map(({ Properties }) => Properties.FunctionResponseTypes);
    expect(types.length).toBeGreaterThan(0);
    for (const type of types) expect(type).toEqual(['ReportBatchItemFailures']);
  });

  attack('COS-09', () => {
    const template = synthesize();
    const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.Properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    expect(stage?.Properties.DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0);
    for (const { Properties } of resourcesOf(template, 'AWS::Lambda::EventSourceMapping')) {
      expect(Properties.ScalingConfig.MaximumConcurrency).toBeGreaterThan(0);
    }
  });

  attack('INF-09', () => {
    const template = synthesize();
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    for (const { Properties } of resourcesOf(template, 'AWS::DynamoDB::GlobalTable')) {
      expect(Properties.SSESpecification?.SSEEnabled).toBe(true);
    }
    const buckets = resourcesOf(template, 'AWS::S3::Bucket');
    expect(buckets.length).toBeGreaterThan(0);
    for (const { Properties } of buckets) {
      expect(Properties.BucketEncryption).toBeDefined();
      expect(new Set(Object.values(Properties.PublicAccessBlockConfiguration))).toEqual(new Set([true]));
    }
    const statements = ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy'].flatMap((type) =>
      resourcesOf(template, type).flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]),
    );
    expect(statements.length).toBeGreaterThan(0);
    const forAnybody = statements.filter(({ Principal }) => JSON.stringify(Principal).includes('"*"'));
    expect(new Set(forAnybody.map(({ Effect }) => Effect))).toEqual(new Set(['Deny']));
    expect(resourcesOf(template, 'AWS::Lambda::Url')).toEqual([]);
  });

  attack('INF-10', () => {
    const template = synthesize();
    const stateful = ['AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret', 'AWS::DynamoDB::Table'];
    for (const type of [...stateful, 'AWS::DynamoDB::GlobalTable']) {
      for (const resource of resourcesOf(template, type)) {
        expect([type, resource.DeletionPolicy]).toEqual([type, expect.stringMatching(/^Retain/)]);
        expect([type, resource.UpdateReplacePolicy]).toEqual([type, expect.stringMatching(/^Retain|Snapshot/)]);
      }
    }
    const tables = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'].flatMap((type) =>
      resourcesOf(template, type),
    );
    expect(tables).toHaveLength(1);
    expect(JSON.stringify(tables)).toMatch(/"PointInTimeRecoveryEnabled":true/);
    expect(JSON.stringify(tables)).toMatch(/"DeletionProtectionEnabled":true/);
  });

  attack('INF-11', () => {
    const template = synthesize();
    const [sources, dead] = [sourceQueues(template), deadLetterQueues(template)];
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.length + dead.length).toBe(resourcesOf(template, 'AWS::SQS::Queue').length);
    for (const { Properties } of sources) expect(Properties.RedrivePolicy.deadLetterTargetArn).toBeDefined();
    for (const { Properties } of dead) expect(Properties.RedriveAllowPolicy.redrivePermission).toBe('byQueue');
  });
});
