import { expect, it } from 'vitest';
import { compareJobs, MAX_WATCHED, readPending } from '../../../../cli/jobs/watch/pending-jobs.ts';
import type { Status } from '../../../../lambdas/core/job/status.ts';
import type { ListedJob } from '../../../../operations/jobs/list.ts';

const aJob = (jobId: string): ListedJob => ({
  vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos',
  jobId,
  status: 'InProgress',
  statusKey: 'InProgress#Standard',
  statusSince: '2026-03-14T00:00:00.000Z',
});

it('stops reading pages at the maximum number of watched jobs', async () => {
  let pages = 0;
  const { jobs, isCut } = await readPending(({ limit }, startKey) => {
    pages += 1;
    const from = Number(startKey?.['from'] ?? 0);
    const page = Array.from({ length: limit }, (_, index) => aJob(`j${from + index}`));
    return Promise.resolve({ jobs: page, next: { from: String(from + limit) } });
  }, undefined);
  expect([jobs.length, isCut, pages]).toStrictEqual([MAX_WATCHED, true, 2]);
});

it('keeps a job that the list no longer has and that is pending still', async () => {
  const statuses: Readonly<Record<string, Status>> = { late: 'InProgress', done: 'Succeeded' };
  const { pending, appeared, ended } = await compareJobs(
    [aJob('late'), aJob('done'), aJob('forgotten')],
    [aJob('new')],
    {
      find: (keys) =>
        Promise.resolve(
          keys.flatMap((key) => {
            const status = statuses[key.jobId];
            return status === undefined ? [] : [{ ...key, status, statusCode: undefined }];
          }),
        ),
    },
  );
  const ids = [pending, appeared, ended].map((jobs) => jobs.map(({ jobId }) => jobId));
  expect(ids).toStrictEqual([['new', 'late'], ['new'], ['done']]);
});
