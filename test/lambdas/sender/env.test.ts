import { expect, it } from 'vitest';
import { readEnv } from '../../../lambdas/core/function/environment.ts';
import { SenderEnv } from '../../../lambdas/sender/env.ts';

const env: SenderEnv = {
  ENDPOINTS_TABLE_NAME: 'endpoints',
  ENDPOINT_SECRETS_TABLE_NAME: 'secrets',
  DELIVERIES_TABLE_NAME: 'deliveries',
  DELIVERY_QUEUE_URL: 'https://sqs.example/queue',
  WEBHOOK_TIMEOUT_SECONDS: '20',
  RETRY_SCHEDULE_SECONDS: '5,300',
  ALLOWED_CIDRS: '',
  ALLOW_HTTP: 'false',
  DISABLE_AFTER_HOURS: '120',
};

it('reads numbers, lists and flags', () => {
  expect(readEnv(SenderEnv, env)).toMatchObject({
    WEBHOOK_TIMEOUT_SECONDS: 20,
    RETRY_SCHEDULE_SECONDS: [5, 300],
    ALLOWED_CIDRS: [],
    ALLOW_HTTP: false,
  });
  expect(readEnv(SenderEnv, { ...env, ALLOWED_CIDRS: '10.0.0.0/8,fd00::/8' })).toMatchObject({
    ALLOWED_CIDRS: ['10.0.0.0/8', 'fd00::/8'],
  });
});

it('names everything that is missing or wrong', () => {
  const { DELIVERY_QUEUE_URL: _, ...rest } = env;
  expect(() =>
    readEnv(SenderEnv, {
      ...rest,
      ALLOW_HTTP: 'yes',
      RETRY_SCHEDULE_SECONDS: '5,',
      WEBHOOK_TIMEOUT_SECONDS: '0',
    }),
  ).toThrow(
    'The environment is incomplete: DELIVERY_QUEUE_URL is missing; ' +
      'WEBHOOK_TIMEOUT_SECONDS="0": must be a whole number of at least 1; ' +
      'RETRY_SCHEDULE_SECONDS="5,": must be whole numbers separated by commas; ' +
      'ALLOW_HTTP="yes": must be true or false',
  );
});
