import type { SeenEvidence } from '../../core/evidence.ts';
import type { VaultRest } from '../../core/poll-ports.ts';
import { addMarks, chooseNext, startMarker } from '../../core/poll-way.ts';
import { lookByPending } from '../look-by-pending.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { PollRun } from '../poll-run.ts';
import { readPages } from '../read-pages.ts';
import { recordFound } from '../record-found.ts';
import { jobsById, learn, recall, type VaultGroup } from '../vault-group.ts';
import { lookAndLearn, lookAtEach, NO_LISTS, restOfAll } from './poll-each.ts';

/** How many jobs of a page are recorded at a time. */
const RECORDS_AT_ONCE = 8;

/** Finds the due jobs on the list of completed ones, which has all there is to record. */
export const lookByCompleted = async (
  group: VaultGroup,
  mostPages: number,
  run: PollRun,
): Promise<VaultRest | undefined> => {
  const left = jobsById(group);
  let news = 0;
  // Whatever else is on a page was recorded before, or is not due: it costs no write and no read.
  const take = async (listed: readonly SeenEvidence[]) => {
    const due = listed.filter(({ key }) => left.delete(key.jobId));
    await mapInParallel(due, RECORDS_AT_ONCE, async (evidence) => {
      if (await recordFound(evidence, run)) news += 1;
    });
  };
  const startAt = startMarker(recall(group, run), oldestOf(group));
  const reading = { vaultArn: group.vaultArn, isCompleted: true, startAt, mostPages, left, take };
  const { kind, pages, marks: passed } = await readPages(reading, run);
  const marks = addMarks(recall(group, run).marks, passed);
  const others = { ...group, jobs: [...left.values()] };
  switch (kind) {
    case 'read':
      return void learn(group, { completedPages: pages, news, marks }, run);
    case 'too-long':
      learn(group, { completedPages: 2 * pages, marks }, run);
      return lookAtOthers(others, run);
    case 'shut':
      return (await lookAtEach(others, run)).rest;
    case 'unasked':
      return restOfAll(group);
    case 'denied':
      return lookAndLearn(others, NO_LISTS, run);
    case 'failed':
      // A marker that Glacier no longer accepts, perhaps: the next list is read from its start.
      return lookAndLearn(others, { marks: [] }, run);
  }
};

const oldestOf = ({ jobs }: VaultGroup): string =>
  jobs.map(({ statusSince }) => statusSince).sort()[0] ?? '';

const lookAtOthers = (group: VaultGroup, run: PollRun): Promise<VaultRest | undefined> => {
  const { way, mostPages } = chooseNext(group.jobs.length, recall(group, run));
  return way === 'pending' ? lookByPending(group, mostPages, run) : lookAndLearn(group, {}, run);
};
