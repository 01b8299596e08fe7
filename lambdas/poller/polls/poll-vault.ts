import type { IndexedJob, VaultRest } from '../../core/poll-ports.ts';
import { chooseWay } from '../../core/poll-way.ts';
import { lookByPending } from '../look-by-pending.ts';
import type { PollRun } from '../poll-run.ts';
import { recall, type VaultGroup } from '../vault-group.ts';
import { lookByCompleted } from './poll-by-list.ts';
import { lookAndLearn, lookAtEach, restOfAll } from './poll-each.ts';

/** Looks at every due job of a vault in the way that takes the fewest calls. */
export const lookAtVault = async (
  group: VaultGroup,
  run: PollRun,
): Promise<VaultRest | undefined> => {
  if (!group.canList) return (await lookAtEach(group, run)).rest;
  const { wasMissing } = recall(group, run);
  // The creation dates limit how far a list is read, and a pending job in it is not recorded.
  const isListed = ({ creationDate }: IndexedJob) => creationDate !== undefined && !wasMissing;
  const single = { ...group, jobs: group.jobs.filter((job) => !isListed(job)) };
  const { rest } = await lookAtEach(single, run);
  if (rest) return restOfAll(group);
  const listed = { ...group, jobs: group.jobs.filter(isListed) };
  return listed.jobs.length === 0 ? undefined : lookTogether(listed, run);
};

const lookTogether = (group: VaultGroup, run: PollRun): Promise<VaultRest | undefined> => {
  const { way, mostPages } = chooseWay(group.jobs.length, recall(group, run));
  switch (way) {
    case 'each':
      return lookAndLearn(group, {}, run);
    case 'completed':
      return lookByCompleted(group, mostPages, run);
    case 'pending':
      return lookByPending(group, mostPages, run);
  }
};
