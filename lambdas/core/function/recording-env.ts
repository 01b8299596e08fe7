import * as z from 'zod/mini';
import { parseVaultNames, type VaultScope } from '../vault/scope.ts';
import { text } from './environment.ts';
import type { LifePolicy } from './settings.ts';

const count = z.pipe(text, z.pipe(z.transform(Number), z.number().check(z.nonnegative())));

/** The environment of every function that records evidence. */
export const RecordingEnv = z.object({
  JOBS_TABLE_NAME: text,
  ACCOUNT_ID: text,
  PARTITION: text,
  AWS_REGION: text,
  /** `*`, or the names of vaults joined by commas; may be empty. */
  VAULTS: z.string(),
  RETENTION_DAYS: count,
  EXPIRING_LEAD_MINUTES: count,
});

type Read = z.output<typeof RecordingEnv>;

/** Reads from the environment whose evidence is accepted. */
export const toVaultScope = (env: Omit<Read, 'JOBS_TABLE_NAME'>): VaultScope => ({
  partition: env.PARTITION,
  region: env.AWS_REGION,
  accountId: env.ACCOUNT_ID,
  vaults: parseVaultNames(env.VAULTS),
});

/** Reads from the environment what decides a job's life. */
export const toLifePolicy = (
  env: Pick<Read, 'RETENTION_DAYS' | 'EXPIRING_LEAD_MINUTES'>,
): LifePolicy => ({
  retentionDays: env.RETENTION_DAYS,
  expiringLeadMinutes: env.EXPIRING_LEAD_MINUTES,
});
