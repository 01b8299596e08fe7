import { happens } from './faults/call-faults.ts';
import type { GlacierState } from './glacier-state.ts';
import { isCompleted, type Job } from './jobs/job.ts';
import { writeNotice } from './jobs/job-description.ts';
import type { LedgerNotice } from './ledger.ts';

/** Publishes a message to a topic; a rejection means that the topic did not take it. */
export type Publish = (topicArn: string, message: string) => Promise<unknown>;

/** Announces the jobs that end. */
export interface Notices {
  /** Publishes whatever is due by now, each notice exactly once, also when called in parallel. */
  settle(): Promise<void>;
  /** Returns when the next job ends or the next delayed notice goes out; a past instant awaits settle. */
  nextDueAt(): number | undefined;
  /** Waits for the publishing that is under way. */
  whenIdle(): Promise<void>;
}

type Asked = Pick<LedgerNotice, 'topicArn' | 'askedBy'>;
type Waiting = Omit<LedgerNotice, 'fate' | 'at' | 'reason'> & { readonly dueAt: number };

/** Makes the announcer of a simulator's jobs. */
export const createNotices = (state: GlacierState, publish: Publish): Notices => {
  const waiting = new Set<Waiting>();
  let lastRound = Promise.resolve();

  const settleRound = async (): Promise<void> => {
    const now = state.clock.now();
    for (const job of endedJobs(state, now)) {
      state.running.delete(job.jobId);
      for (const notice of drawNotices(state, job)) {
        waiting.add(notice);
      }
    }
    for (const notice of dueNotices(waiting, now)) {
      waiting.delete(notice);
      await publishOnce(state, publish, notice);
    }
  };

  return {
    settle: () => {
      lastRound = lastRound.then(settleRound);
      return lastRound;
    },
    nextDueAt: () => earliest(state.running.values(), waiting),
    whenIdle: () => lastRound,
  };
};

const endedJobs = ({ running }: GlacierState, now: number): readonly Job[] =>
  [...running.values()].filter((job) => isCompleted(job, now));

const dueNotices = (waiting: ReadonlySet<Waiting>, now: number): readonly Waiting[] =>
  [...waiting].filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);

const earliest = (jobs: Iterable<Job>, waiting: Iterable<Waiting>): number | undefined => {
  let first = Number.POSITIVE_INFINITY;
  for (const { completesAt } of jobs) {
    first = Math.min(first, completesAt);
  }
  for (const { dueAt } of waiting) {
    first = Math.min(first, dueAt);
  }
  return Number.isFinite(first) ? first : undefined;
};

/** Draws each notice's fate for itself; what is lost goes to the ledger at once. */
const drawNotices = (state: GlacierState, job: Job): readonly Waiting[] => {
  const random = state.noticeFaultsOf(job.jobId);
  const faults = state.faults.current(job.vaultName);
  const message = writeNotice(job);
  return askers(state, job).flatMap((asked) => {
    const notice = { jobId: job.jobId, ...asked, message };
    if (happens(faults.loseNotices, random)) {
      state.keeper.addNotice({ ...notice, fate: 'lost', at: job.completesAt });
      return [];
    }
    const delayMs = happens(faults.delayNotices, random) ? faults.delayNoticesMs : 0;
    const copies = happens(faults.doubleNotices, random) ? 2 : 1;
    return Array.from({ length: copies }, () => ({
      ...notice,
      dueAt: job.completesAt + delayMs,
    }));
  });
};

/** The vault's configuration and the job's own topic each ask for a notice, also for one topic. */
const askers = ({ vaults }: GlacierState, { vaultName, request, jobId }: Job): readonly Asked[] => {
  const vault = vaults.get(vaultName);
  const configured = vault?.jobs.has(jobId) ? vault.notifications : undefined;
  const isAsked = configured?.events.includes(`${request.action}Completed`);
  return [
    ...(configured && isAsked
      ? [{ topicArn: configured.topicArn, askedBy: 'vault' as const }]
      : []),
    ...(request.snsTopic === null ? [] : [{ topicArn: request.snsTopic, askedBy: 'job' as const }]),
  ];
};

/** Glacier reports no failure when a topic rejects a notice; the ledger records it. */
const publishOnce = async (
  state: GlacierState,
  publish: Publish,
  { dueAt: _, ...notice }: Waiting,
): Promise<void> => {
  try {
    await publish(notice.topicArn, notice.message);
    state.keeper.addNotice({ ...notice, fate: 'published', at: state.clock.now() });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    state.keeper.addNotice({ ...notice, fate: 'refused', at: state.clock.now(), reason });
  }
};
