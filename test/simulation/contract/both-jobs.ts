import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createJobsTable as createLocalTable } from '../../../bench/notices/jobs-table.ts';
import { createDynamoJobIndex } from '../../../lambdas/adapters/dynamo/job-index.ts';
import { createDynamoJobStore } from '../../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../../lambdas/adapters/dynamo/known-jobs.ts';
import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import type { JobStore } from '../../../lambdas/core/job/store.ts';
import type { IndexPage, JobIndex, KnownJobs } from '../../../lambdas/core/polling/ports.ts';
import { createJobsIndex } from '../../../simulation/ports/jobs-index.ts';
import {
  createJobsTable,
  jobName,
  type OnJobChange,
} from '../../../simulation/ports/jobs-table.ts';

/** The Jobs table and its index on one side. */
export interface JobsSide {
  readonly store: JobStore;
  readonly known: KnownJobs;
  readonly index: JobIndex;
  /** Deletes a row, as the table's TTL does. */
  readonly expire: (key: JobKey) => Promise<unknown>;
}

let tables = 0;

/** Creates an empty Jobs table in a local DynamoDB. */
export const createRealJobs = async (
  client: DynamoDBClient,
): Promise<JobsSide & { readonly table: string }> => {
  tables += 1;
  const table = `contract-jobs-${tables}`;
  await createLocalTable(client, table);
  return {
    table,
    store: createDynamoJobStore(client, table),
    known: createDynamoKnownJobs(client, table, { isConsistent: true }),
    index: createDynamoJobIndex(client, table),
    expire: ({ vaultArn, jobId }) =>
      client.send(new DeleteItemCommand({ TableName: table, Key: marshall({ vaultArn, jobId }) })),
  };
};

/** Creates an empty Jobs table of the simulation, whose index does not lag. */
export const createSimulatedJobs = (onChange: OnJobChange = () => undefined): JobsSide => {
  const index = createJobsIndex();
  const table = createJobsTable((before, after) => {
    index.follow(jobName(after), after);
    onChange(before, after);
  });
  return {
    store: table,
    known: table,
    index,
    expire: (key) => {
      table.remove(key);
      index.follow(jobName(key), undefined);
      return Promise.resolve();
    },
  };
};

/** Jobs in a form that does not depend on the order among equals, which is free. */
export const inAnyOrder = <Key extends JobKey>(jobs: readonly Key[]): readonly Key[] =>
  jobs.toSorted((a, b) => (jobName(a) < jobName(b) ? -1 : 1));

/** A page in the form of {@link inAnyOrder}, with the instants in their order. */
export const comparable = ({ jobs }: Pick<IndexPage, 'jobs'>) => ({
  instants: jobs.map(({ statusSince }) => statusSince),
  jobs: inAnyOrder(jobs),
});
