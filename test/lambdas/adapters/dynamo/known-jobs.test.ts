import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoJobStore } from '../../../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../../../lambdas/adapters/dynamo/known-jobs.ts';
import { createRecorder } from '../../../../lambdas/core/job/record.ts';
import { KEY, POLICY, pending } from '../../../support/evidence.ts';
import { createKeyTable, putRow } from '../../../support/key-table.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';
import { createPollerWorld, inTime } from '../../../support/polling.ts';

const TABLE = 'KnownJobs';
const NOW = '2026-03-14T12:00:00.000Z';
const keyOf = (jobId: string) => ({ vaultArn: KEY.vaultArn, jobId });
const ids = Array.from({ length: 150 }, (_, number) => `job-${number}`);
let local: LocalDynamo;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createKeyTable(local.client, TABLE, ['vaultArn', 'jobId']);
  const rows = ids.map((jobId) => ({ ...keyOf(jobId), status: 'Failed' }));
  for (const row of [...rows, { ...keyOf('future'), status: 'Abandoned' }]) {
    await putRow(local.client, TABLE, row);
  }
});
afterAll(() => local.stop());

it('reads more jobs than one request takes, each once', async () => {
  const known = createDynamoKnownJobs(local.client, TABLE);
  const found = await known.find([...ids, ...ids].map(keyOf));
  expect(found.map(({ jobId }) => jobId).sort()).toStrictEqual(ids.toSorted());
});

it('leaves out a row that it cannot read, and says which', async () => {
  const reported: string[] = [];
  const onDamaged = (reason: string) => void reported.push(reason);
  const known = createDynamoKnownJobs(local.client, TABLE, { onDamaged });
  const found = await known.find(['job-1', 'future', 'job-2'].map(keyOf));
  expect(found.map(({ jobId }) => jobId).sort()).toStrictEqual(['job-1', 'job-2']);
  expect(reported).toStrictEqual([expect.stringMatching(/status "Abandoned".* \(future\)$/)]);
});

it('lets a sweep count and log such a row, leave it alone and register the other jobs', async () => {
  const store = createDynamoJobStore(local.client, TABLE);
  const jobs = ['future', 'newcomer'].map((id) => ({
    ...pending('list-jobs', NOW),
    key: keyOf(id),
  }));
  const world = createPollerWorld({
    now: NOW,
    vaults: ['photos'],
    list: () => ({ kind: 'page', jobs, refused: [] }),
    findKnown: createDynamoKnownJobs(local.client, TABLE).find,
    record: createRecorder(store, POLICY),
  });
  await world.poller.sweep(inTime);
  expect((await store.read(keyOf('newcomer')))?.status).toBe('InProgress');
  expect(world.metrics.sums.get('JobAdopted')).toBe(1);
  expect(world.metrics.sums.get('PollFailed')).toBe(1);
  expect(world.log.lines).toContainEqual(
    expect.objectContaining({ code: 'poll.failed', fields: keyOf('future') }),
  );
  await expect(store.read(keyOf('future'))).rejects.toThrow(/status/);
});
