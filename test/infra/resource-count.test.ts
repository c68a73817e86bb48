import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import type { EndpointProps } from '../../lib/endpoints.ts';
import { synthesize } from './synthesize.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8').replaceAll('\n', ' ');
const allowed = 500;

const plain: EndpointProps = { provider: 'stripe', processor: 'stripe' };
const full: EndpointProps = { provider: 'twilio', processor: 'twilio', expectEvery: Duration.hours(1) };

const stackOf = (count: number, props: EndpointProps) => {
  const endpoints = Object.fromEntries(Array.from({ length: count }, (_, n) => [`endpoint-${n}`, props]));
  return synthesize({ endpoints }).toJSON();
};
const resources = (...args: Parameters<typeof stackOf>) => Object.keys(stackOf(...args).Resources).length;

describe('the resources of a stack', { timeout: 120_000 }, () => {
  it('are as many as the README says', () => {
    const one = resources(2, plain) - resources(1, plain);
    expect(readme).toContain(`An endpoint takes ${one}, one more with \`expectEvery\` and two more when`);
    expect(resources(2, full) - resources(1, full)).toBe(one + 3);
  });

  it('leave room for twenty endpoints, and for eighteen that have all there is', () => {
    expect(readme).toContain('enough for twenty endpoints, or eighteen that have all of it');
    expect(resources(20, plain)).toBeLessThanOrEqual(allowed);
    expect(resources(18, full)).toBeLessThanOrEqual(allowed);
    // CloudFormation takes a template of 1 MB.
    expect(JSON.stringify(stackOf(20, plain), null, 1).length).toBeLessThan(900_000);
  });
});
