import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';
import type { Variable } from './runtime/node-function.ts';

/** The settings for which jobs are tracked and how long they are kept. */
export type JobSettings = Pick<Settings, 'vaults' | 'retentionDays' | 'expiringLeadMinutes'>;

/** The environment of a function that records evidence: the tracked vaults and the retention. */
export const jobScope = (
  scope: Construct,
  settings: JobSettings,
): Variable<'ACCOUNT_ID' | 'PARTITION' | 'VAULTS' | 'RETENTION_DAYS' | 'EXPIRING_LEAD_MINUTES'> => {
  const { account, partition } = Stack.of(scope);
  const { vaults = [] } = settings;
  return {
    ACCOUNT_ID: account,
    PARTITION: partition,
    VAULTS: vaults === '*' ? vaults : vaults.join(','),
    RETENTION_DAYS: String(settings.retentionDays),
    EXPIRING_LEAD_MINUTES: String(settings.expiringLeadMinutes),
  };
};
