import type { IndexedJob } from '../core/poll-ports.ts';
import type { VaultLesson } from '../core/poll-way.ts';
import type { PollRun } from './poll-run.ts';

/** Jobs of one vault that are due. */
export interface VaultGroup {
  readonly vaultArn: string;
  readonly jobs: readonly IndexedJob[];
  /** Whether lists can tell about them, or only DescribeJob. */
  readonly canList: boolean;
}

/** The jobs of a group that are still to be accounted for, by their ids. */
export const jobsById = ({ jobs }: VaultGroup): Map<string, IndexedJob> =>
  new Map(jobs.map((job) => [job.jobId, job]));

/** Recalls what earlier looks at the group's vault have taught. */
export const recall = ({ vaultArn }: VaultGroup, { lessons, deps }: PollRun): VaultLesson =>
  lessons.recall(vaultArn, deps.now());

/** Keeps what a look at the group's vault has taught. */
export const learn = (
  { vaultArn }: VaultGroup,
  lesson: VaultLesson,
  { lessons, deps }: PollRun,
): void => lessons.learn(vaultArn, lesson, deps.now());
