import { expect, it } from 'vitest';
import { readEnv } from '../../../../lambdas/core/function/environment.ts';
import {
  RecordingEnv,
  toLifePolicy,
  toVaultScope,
} from '../../../../lambdas/core/function/recording-env.ts';

const ENV = {
  JOBS_TABLE_NAME: 'jobs',
  ACCOUNT_ID: '123456789012',
  PARTITION: 'aws',
  AWS_REGION: 'eu-west-1',
  VAULTS: 'photos,backups',
  RETENTION_DAYS: '90',
  EXPIRING_LEAD_MINUTES: '240',
};

it('reads whose jobs are recorded, and how they live', () => {
  const env = readEnv(RecordingEnv, ENV);
  expect(toVaultScope(env)).toStrictEqual({
    partition: 'aws',
    region: 'eu-west-1',
    accountId: '123456789012',
    vaults: ['photos', 'backups'],
  });
  expect(toLifePolicy(env)).toStrictEqual({ retentionDays: 90, expiringLeadMinutes: 240 });
});

it.each([...Object.keys(ENV)])('names %s when it is missing, and keeps the cause', (name) => {
  expect(() => readEnv(RecordingEnv, { ...ENV, [name]: undefined })).toThrow(
    expect.objectContaining({
      name: 'ConfigurationError',
      message: expect.stringContaining(name),
      cause: expect.anything(),
    }),
  );
});
