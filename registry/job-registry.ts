import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlacierClient } from '@aws-sdk/client-glacier';
import { createDynamoJobStore } from '../lambdas/adapters/dynamo/job-store.ts';
import { createGlacier } from '../lambdas/adapters/glacier/describe-job.ts';
import { createCorrectedClock } from '../lambdas/adapters/system-clock.ts';
import { DEFAULT_LIFE_POLICY, type LifePolicy } from '../lambdas/core/function/settings.ts';
import { createRecorder } from '../lambdas/core/job/record.ts';
import type { VaultScope } from '../lambdas/core/vault/scope.ts';
import { type Collected, type CollectOptions, collectJob } from './collect-job.ts';
import { type Registered, registerJob } from './register-job.ts';
import { findStackPlace, type StackPlace } from './stack-place.ts';
import { checkTarget, type JobTarget } from './target.ts';

/** Where a registry finds the service, and what it has to know of its settings. */
export interface JobRegistryOptions {
  /** The name or ARN of the Jobs table; the name is the stack's output `JobsTableName`. */
  readonly jobsTableName: string;
  /** @default - the place of the Jobs table, by one DescribeTable before the first job */
  readonly place?: StackPlace;
  /** @default - every vault; nothing follows a job of a vault that the setting does not name */
  readonly vaults?: VaultScope['vaults'];
  /** The settings of these names. @default - the settings' own defaults */
  readonly policy?: LifePolicy;
  /** @default - a client in the region of `place`, or by the SDK's own configuration */
  readonly dynamo?: DynamoDBClient;
  /** @default - a client in the region of `place`, or by the SDK's own configuration */
  readonly glacier?: GlacierClient;
  /** Reads the clock. @default - the machine's, corrected by the dates of AWS's answers */
  readonly now?: () => string;
}

/** Registers and collects jobs; for programs that start jobs and fetch their outputs. */
export interface JobRegistry {
  /** See `registerJob` in `registry/register-job.ts` for what it guarantees. */
  readonly registerJob: (target: JobTarget) => Promise<Registered>;
  /** See `collectJob` in `registry/collect-job.ts` for what it guarantees. */
  readonly collectJob: (target: JobTarget, options?: CollectOptions) => Promise<Collected>;
}

/**
 * Creates a registry of jobs that works on the Jobs table, by the same rules as the functions.
 *
 * Its credentials need `dynamodb:GetItem` and `dynamodb:UpdateItem` on the table,
 * `glacier:DescribeJob` on the vaults, and `dynamodb:DescribeTable` unless `place` or an ARN is given.
 */
export const createJobRegistry = (options: JobRegistryOptions): JobRegistry => {
  const { jobsTableName, place, policy = DEFAULT_LIFE_POLICY } = options;
  const where = place === undefined ? {} : { region: place.region };
  const dynamo = options.dynamo ?? new DynamoDBClient(where);
  const client = options.glacier ?? new GlacierClient(where);
  const glacier = createGlacier(client);
  const now = options.now ?? createCorrectedClock(client, dynamo);
  const jobs = createDynamoJobStore(dynamo, jobsTableName);
  const record = createRecorder(jobs, policy);
  const work = { jobs, glacier, record, now, wait: (ms: number) => wait(ms) };
  const findScope = createScopeFinder(dynamo, options);
  return {
    registerJob: async (target) => {
      checkTarget(target);
      return registerJob({ ...work, scope: await findScope() }, target);
    },
    collectJob: async (target, collecting) => {
      checkTarget(target);
      return collectJob({ ...work, scope: await findScope() }, target, collecting);
    },
  };
};

const createScopeFinder = (
  dynamo: DynamoDBClient,
  { jobsTableName, place, vaults = '*' }: JobRegistryOptions,
) => {
  let known: VaultScope | undefined = place && { ...place, vaults };
  return async (): Promise<VaultScope> => {
    known ??= { ...(await findStackPlace(dynamo, jobsTableName)), vaults };
    return known;
  };
};
