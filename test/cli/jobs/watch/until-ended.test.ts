import { expect, it } from 'vitest';
import { untilEnded } from '../../../../cli/jobs/watch/until-ended.ts';
import type { JobKey } from '../../../../lambdas/core/evidence/evidence.ts';
import type { Status } from '../../../../lambdas/core/job/status.ts';
import type { KnownJob } from '../../../../lambdas/core/polling/ports.ts';

const vaultArn = 'arn:aws:glacier:eu-west-1:123456789012:vaults/photos';
const keyOf = (jobId: string): JobKey => ({ vaultArn, jobId });

/** Waits for jobs of which each look finds these statuses; the last look repeats itself. */
const wait = async (
  jobs: readonly string[],
  looks: readonly Readonly<Record<string, Status>>[],
) => {
  const asked: string[][] = [];
  const ended: string[] = [];
  const waiting = untilEnded(jobs.map(keyOf), {
    known: {
      find: (keys) => {
        const look = looks[Math.min(asked.length, looks.length - 1)];
        asked.push(keys.map(({ jobId }) => jobId));
        const found = keys.flatMap((key): KnownJob[] => {
          const status = look?.[key.jobId];
          return status === undefined ? [] : [{ ...key, status, statusCode: undefined }];
        });
        return Promise.resolve(found);
      },
    },
    every: 1,
    over: new AbortController().signal,
    onEnd: ({ jobId }) => void ended.push(jobId),
  });
  const ends = await waiting.then(
    (waited) => waited.jobs,
    (error: Error) => error.message,
  );
  return { ends, asked, ended };
};

it('waits on while a job is pending', async () => {
  const looks = [{ a: 'InProgress' }, { a: 'Succeeded' }] as const;
  expect(await wait(['a'], looks)).toMatchObject({ ends: [{ status: 'Succeeded' }], ended: ['a'] });
});

it('reads a job once a look, however often it is named', async () => {
  const { ends, asked } = await wait(['a', 'a'], [{ a: 'Succeeded' }]);
  expect([ends, asked]).toMatchObject([[{ jobId: 'a' }], [['a']]]);
});

it('takes no job that is missing for one that has ended', async () => {
  const looks = [{ a: 'InProgress', b: 'InProgress' }, { b: 'Succeeded' }] as const;
  const { ends, ended } = await wait(['a', 'b'], looks);
  expect([ends, ended]).toStrictEqual([
    expect.stringContaining('Not recorded, or no longer'),
    ['b'],
  ]);
});
