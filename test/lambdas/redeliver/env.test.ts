import { expect, it } from 'vitest';
import { readEnv } from '../../../lambdas/core/function/environment.ts';
import { RedeliverEnv } from '../../../lambdas/redeliver/env.ts';

const env: RedeliverEnv = {
  ENDPOINTS_TABLE_NAME: 'endpoints',
  DELIVERIES_TABLE_NAME: 'deliveries',
  DELIVERY_QUEUE_URL: 'https://sqs.example/queue',
  EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:events',
  RETRY_SCHEDULE_SECONDS: '5,300',
};

it('reads the schedule as numbers', () => {
  expect(readEnv(RedeliverEnv, env).RETRY_SCHEDULE_SECONDS).toStrictEqual([5, 300]);
});

it('names everything that is missing or wrong', () => {
  const { EVENTS_TOPIC_ARN: _, ...rest } = env;
  expect(() => readEnv(RedeliverEnv, { ...rest, RETRY_SCHEDULE_SECONDS: 'often' })).toThrow(
    'The environment is incomplete: EVENTS_TOPIC_ARN is missing; ' +
      'RETRY_SCHEDULE_SECONDS="often": must be whole numbers separated by commas',
  );
});
