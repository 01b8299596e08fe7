import { mapInParallel } from '../../core/function/map-in-parallel.ts';
import type { PollRemainder, VaultRemainder } from '../../core/polling/ports.ts';
import { requeue } from '../requeue.ts';
import { isOver, type PollRun } from '../run.ts';
import { type DueBatch, readDueJobs } from './due-jobs.ts';
import { pollVault } from './poll-vault.ts';

const VAULTS_AT_ONCE = 16;

/** How many vaults fit into a message. */
const VAULTS_A_MESSAGE = 200;

/** Polls the due jobs of windows, and requeues those for which there is no time. */
export const runPolls = async (part: PollRemainder, run: PollRun): Promise<void> => {
  const { vaults, unread, isFull } = await readDueJobs(part, run);
  const left = await pollVaults(vaults, part.vaults, run);
  const windows = windowsRead(part, unread);
  for (let at = 0; at < left.length; at += VAULTS_A_MESSAGE) {
    await requeue({ ...part, windows, vaults: left.slice(at, at + VAULTS_A_MESSAGE) }, run);
  }
  // A part of some vaults is one of several that were read as one batch.
  if (unread && !(isFull && part.vaults)) await requeue({ ...part, ...unread }, run);
};

// A window that is requeued twice would be read, and its jobs polled, by two runs.
const windowsRead = ({ windows }: PollRemainder, unread: DueBatch['unread']) =>
  unread
    ? windows.slice(0, windows.length - unread.windows.length + (unread.startKey ? 1 : 0))
    : windows;

const pollVaults = async (
  due: DueBatch['vaults'],
  only: readonly VaultRemainder[] | undefined,
  run: PollRun,
): Promise<VaultRemainder[]> => {
  const left: VaultRemainder[] = [];
  const vaults = only ?? [...due.keys()].map((vaultArn) => ({ vaultArn }));
  await mapInParallel(vaults, VAULTS_AT_ONCE, async (vault) => {
    const jobs = due.get(vault.vaultArn);
    if (jobs === undefined) return;
    const rest = isOver(run) ? vault : await pollVault(vault, jobs, run);
    if (rest) left.push(rest);
  });
  return left;
};
