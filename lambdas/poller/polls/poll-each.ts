import type { VaultRest } from '../../core/poll-ports.ts';
import type { VaultLesson } from '../../core/poll-way.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { PollRun } from '../poll-run.ts';
import { learn, type VaultGroup } from '../vault-group.ts';
import { lookAtJob } from './poll-job.ts';

/** How many looks of one vault wait for their turn at a time. */
const LOOKS_AT_ONCE = 16;

/** Looks at jobs of a vault one by one, in the order of their ids behind `afterJobId`. */
export const lookAtEach = async (
  { vaultArn, jobs }: VaultGroup,
  run: PollRun,
  afterJobId = '',
): Promise<{ readonly found: number; readonly rest?: VaultRest | undefined }> => {
  const sorted = jobs
    .filter(({ jobId }) => jobId > afterJobId)
    .sort((a, b) => (a.jobId < b.jobId ? -1 : 1));
  let found = 0;
  let unasked = sorted.length;
  await mapInParallel([...sorted.entries()], LOOKS_AT_ONCE, async ([position, job]) => {
    const result = await lookAtJob(job, run);
    if (result === 'found') found += 1;
    if (result === 'unasked') unasked = Math.min(unasked, position);
  });
  if (unasked === sorted.length) return { found };
  return { found, rest: { vaultArn, afterJobId: sorted[unasked - 1]?.jobId ?? afterJobId } };
};

/** Looks at jobs one by one, and keeps what that and a list before it have taught. */
export const lookAndLearn = async (
  group: VaultGroup,
  lesson: VaultLesson,
  run: PollRun,
): Promise<VaultRest | undefined> => {
  const { found, rest } = await lookAtEach(group, run);
  learn(group, { ...lesson, news: found }, run);
  return rest;
};

/** A list that may not be read is never worth reading. */
export const NO_LISTS: VaultLesson = {
  completedPages: Number.MAX_SAFE_INTEGER,
  pendingPages: Number.MAX_SAFE_INTEGER,
};

/** Every way ends in single looks, which are handed on from the first. */
export const restOfAll = ({ vaultArn }: VaultGroup): VaultRest => ({ vaultArn, afterJobId: '' });
