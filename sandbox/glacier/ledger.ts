import type { Job } from './jobs/job.ts';
import type { Tier } from './jobs/job-duration.ts';

/** The truth about a job, whatever the simulator's faults make its API say. */
export interface LedgerJob extends Readonly<Omit<Job, 'request' | 'statusMessage'>> {
  readonly action: string;
  readonly tier: Tier | null;
  readonly description: string | null;
}

/** A notice that was published, or was not. */
export interface LedgerNotice {
  readonly jobId: string;
  readonly topicArn: string;
  /** Which configuration asked for it. */
  readonly askedBy: 'vault' | 'job';
  /** Refused: the topic did not take it; Glacier does not try again. */
  readonly fate: 'published' | 'lost' | 'refused';
  /** The virtual time at which that became so. */
  readonly at: number;
  readonly message: string;
  /** Why the topic refused it. */
  readonly reason?: string;
}

/** What tests and the demo check the service against; it only grows. */
export interface Ledger {
  /** Every job ever initiated, as it stands now. */
  jobs(): readonly LedgerJob[];
  readonly notices: readonly LedgerNotice[];
  /** How often each API operation was called, refused calls included. */
  readonly calls: Readonly<Record<string, number>>;
  /** How often each error code was answered; an answer without one counts by its HTTP status. */
  readonly errors: Readonly<Record<string, number>>;
}

/** The simulator's side of the ledger. */
export interface LedgerKeeper {
  readonly ledger: Ledger;
  addJob(job: Job): void;
  addNotice(notice: LedgerNotice): void;
  countCall(operation: string): void;
  countError(code: string): void;
}

/** Opens an empty ledger. */
export const createLedger = (): LedgerKeeper => {
  const jobs: Job[] = [];
  const notices: LedgerNotice[] = [];
  const calls: Record<string, number> = {};
  const errors: Record<string, number> = {};
  return {
    ledger: { jobs: () => jobs.map(describeJob), notices, calls, errors },
    addJob: (job) => jobs.push(job),
    addNotice: (notice) => notices.push(notice),
    countCall: (operation) => increase(calls, operation),
    countError: (code) => increase(errors, code),
  };
};

const increase = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

const describeJob = ({ request, statusMessage: _, ...job }: Job): LedgerJob => ({
  ...job,
  action: request.action,
  tier: request.tier,
  description: request.description,
});
