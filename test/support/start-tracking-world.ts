import { InitiateJobCommand } from '@aws-sdk/client-glacier';
import { createJobsTable } from '../../bench/notices/jobs-table.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createGlacier } from '../../lambdas/adapters/glacier/describe-job.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { startTestGlacier } from '../sandbox/glacier/start-test-glacier.ts';
import { POLICY } from './evidence.ts';
import { startLocalDynamo } from './local-dynamo.ts';

const TABLE = 'jobs';

/** A Glacier simulator with the vault `photos` and a Jobs table, for tests of job registration. */
export const startTrackingWorld = async () => {
  const [glacier, dynamo] = await Promise.all([startTestGlacier(), startLocalDynamo()]);
  await createJobsTable(dynamo.client, TABLE);
  const store = createDynamoJobStore(dynamo.client, TABLE);
  return {
    ...glacier,
    dynamo: dynamo.client,
    tableName: TABLE,
    jobs: store,
    api: createGlacier(glacier.client),
    record: createRecorder(store, POLICY),
    now: () => new Date(glacier.clock.now()).toISOString(),
    /** Starts a retrieval and gives its id. */
    initiate: async (changes: object = {}) => {
      const jobParameters = { Type: 'archive-retrieval', ArchiveId: 'a', ...changes };
      const command = new InitiateJobCommand({
        accountId: '-',
        vaultName: 'photos',
        jobParameters,
      });
      const { jobId = '', location = '' } = await glacier.client.send(command);
      return { jobId, location };
    },
    stop: async () => {
      await glacier.stop();
      await dynamo.stop();
    },
  };
};

/** See {@link startTrackingWorld}. */
export type TrackingWorld = Awaited<ReturnType<typeof startTrackingWorld>>;
