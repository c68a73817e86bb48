import { expect, it } from 'vitest';
import { runChaos } from './chaos.ts';
import { faults } from './faults.ts';
import { describeReport, isSound } from './report.ts';

/** `everything killed` kills these too. */
const inOneGo = new Set(['stack killed', 'secrets killed']);
const shortCycle = new Map([...faults].filter(([name]) => !inOneGo.has(name)));

it('loses nothing and completes nothing twice while every fault is met once under load', async () => {
  const report = await runChaos({ seed: 1, rate: 60, faults: shortCycle, between: 10 });
  expect(isSound(report), describeReport(report)).toBe(true);
  expect(report.verdict.accepted).toBeGreaterThan(0);
  expect([...report.faults.keys(), ...report.kills.keys()].sort()).toEqual([
    'DynamoDB answers 500',
    'DynamoDB stalls',
    'DynamoDB throttles',
    'DynamoDB writes, its answer is lost',
    'Lambda environment (ingest)',
    'Lambda environment (processor)',
    'SQS acts, its answer is lost',
    'SQS answers 500',
    'SQS stalls',
    'Secrets Manager is away',
    'everything at once',
    'stand-in of queues',
    'stand-in of tables',
  ]);
}, 300_000);
