import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineProcessor } from '../../../lambdas/processing/define-processor.ts';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import { messageRecord } from './inbox.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('defineProcessor', () => {
  const invoke = (handler: ReturnType<typeof defineProcessor>) =>
    handler({ Records: [] }, { awsRequestId: 'r', getRemainingTimeInMillis: () => 1000 });
  const environment = {
    TABLE_NAME: 'records',
    BODY_BUCKET: 'bodies',
    ENDPOINT: 'stripe',
    QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/000000000000/stripe',
    DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/000000000000/stripe-dead',
    MAX_RECEIVE_COUNT: '5',
    BATCH: '',
    AWS_REGION: 'eu-central-1',
  };
  const set = (variables: Record<string, string>) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  };

  it('reads no environment outside Lambda before it is invoked, so that processors can be unit-tested', async () => {
    const handler = defineProcessor({});
    expect(() => invoke(handler)).toThrow(ConfigurationError);
    set(environment);
    expect(await invoke(handler)).toEqual({ batchItemFailures: [] });
  });

  it('hands back every event that it has no time to start, however many may run at a time', async () => {
    set(environment);
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const Records = ['a', 'b'].map((eventId) => messageRecord({ eventId }));
    const batchItemFailures = [{ itemIdentifier: 'm:a' }, { itemIdentifier: 'm:b' }];
    for (const options of [{}, { concurrency: 1 }]) {
      const answer = defineProcessor({}, options)(
        { Records },
        { awsRequestId: 'r', getRemainingTimeInMillis: () => 0 },
      );
      expect(await answer).toEqual({ batchItemFailures });
    }
    expect(written).toHaveBeenCalledTimes(4);
  });

  it('reads its environment during init in Lambda', () => {
    set({ AWS_LAMBDA_FUNCTION_NAME: 'processor' });
    expect(() => defineProcessor({})).toThrow(/TABLE_NAME/);
    set(environment);
    expect(() => defineProcessor({})).not.toThrow();
    set({ BATCH: '{"items":1}' });
    expect(() => defineProcessor({})).toThrow('environment variable BATCH is not the JSON of a batch path');
  });

  it.each(['', 'a*b', '*.paid', 'a.**'])('refuses the event type "%s"', (type) => {
    expect(() => defineProcessor({ [type]: vi.fn() })).toThrow(`event type "${type}" cannot be matched`);
  });
});
