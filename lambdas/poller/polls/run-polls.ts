import type { IndexedJob, VaultRest, WindowRest } from '../../core/poll-ports.ts';
import type { StartKey } from '../../core/ports.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { PollRun } from '../poll-run.ts';
import { handOn } from '../requeue.ts';
import { type JobsByVault, selectDue } from '../select-due.ts';
import type { VaultGroup } from '../vault-group.ts';
import { lookAtEach } from './poll-each.ts';
import { lookAtVault } from './poll-vault.ts';

/** How many jobs of a window are gathered by vault at once: some ten megabytes. */
const MOST_JOBS = 20_000;

const VAULTS_AT_ONCE = 16;

/** How many vaults fit into a message. */
const VAULTS_A_MESSAGE = 200;

/** Looks at the due jobs of a window, and hands on those for which there is no time. */
export const runLooks = async (part: WindowRest, run: PollRun): Promise<void> => {
  let { startKey } = part;
  do {
    if (isOver(run)) return handOn({ ...part, startKey }, run);
    const read = await gather(part, startKey, run);
    await runLooksAt({ ...part, startKey }, read, run);
    startKey = read.next;
  } while (startKey !== undefined && part.vaults === undefined);
};

/** As much of a window as was read at once. */
export interface Gathered {
  readonly jobs: readonly IndexedJob[];
  readonly next?: StartKey | undefined;
}

/** Looks at the due ones of jobs that were read from `startKey` on, and hands on the others. */
export const runLooksAt = async (
  part: WindowRest,
  { jobs, next }: Gathered,
  run: PollRun,
): Promise<void> => {
  const isWhole = part.startKey === undefined && next === undefined;
  const due = selectDue({ jobs, isWhole }, part, run);
  const rests = await lookAtVaults(due, part, run);
  for (let at = 0; at < rests.length; at += VAULTS_A_MESSAGE) {
    await handOn({ ...part, vaults: rests.slice(at, at + VAULTS_A_MESSAGE) }, run);
  }
};

/** Whether a run can begin nothing new. */
export const isOver = ({ deadline, calls }: PollRun): boolean => deadline() || calls.isJammed();

const gather = async (
  { window }: WindowRest,
  startKey: StartKey | undefined,
  { deps }: PollRun,
): Promise<Gathered> => {
  const jobs: IndexedJob[] = [];
  let next = startKey;
  do {
    const page = await deps.index.page(window, next);
    jobs.push(...page.jobs);
    next = page.next;
  } while (next !== undefined && jobs.length < MOST_JOBS);
  return { jobs, next };
};

const lookAtVaults = async (
  due: JobsByVault,
  { window, vaults }: WindowRest,
  run: PollRun,
): Promise<VaultRest[]> => {
  const rests: VaultRest[] = [];
  const wanted = new Map(vaults?.map((vault) => [vault.vaultArn, vault]));
  const groups = [...due].filter(([arn]) => vaults === undefined || wanted.has(arn));
  await mapInParallel(groups, VAULTS_AT_ONCE, async ([vaultArn, jobs]) => {
    const group = { vaultArn, jobs, canList: canList(window) };
    const rest = await lookAtGroup(group, wanted.get(vaultArn)?.afterJobId, run);
    if (rest) rests.push(rest);
  });
  return rests;
};

const lookAtGroup = async (
  group: VaultGroup,
  afterJobId: string | undefined,
  run: PollRun,
): Promise<VaultRest | undefined> => {
  const { vaultArn } = group;
  if (isOver(run)) return { vaultArn, afterJobId };
  if (afterJobId === undefined) return lookAtVault(group, run);
  return (await lookAtEach(group, run, afterJobId)).rest;
};

const DAY_MINUTES = 1440;

/** A job that Glacier may have forgotten is on no list: only DescribeJob tells that it is gone. */
const canList = ({ offsetMinutes, statusKey }: WindowRest['window']): boolean =>
  offsetMinutes < DAY_MINUTES && statusKey !== 'Expiring';
