import type { Status } from '../../lambdas/core/job/status.ts';
import type { Listener } from '../listener.ts';
import type { TrueJob } from '../ports/glacier.ts';
import type { GroupChecks } from './group-checks.ts';

/** An invariant that does not hold, with the job or event that shows it. */
export interface Broken {
  readonly invariant: string;
  readonly of: string;
}

/** Hears of everything that the service does, and finds what must not be. */
export interface Checks extends Listener {
  readonly onStarted: (job: TrueJob) => void;
  /** Hears that the service has accepted what must now be recorded of a job. */
  readonly onAcknowledged: (job: TrueJob, isRecorded: (status: Status) => boolean) => void;
  /** Hears that a deployment for these vaults has succeeded. */
  readonly onDeployed: (
    vaultNames: readonly string[],
    announces: (vaultName: string) => boolean,
  ) => void;
  /** Whether nothing of a job is missing any more. */
  readonly isSettled: (job: TrueJob) => boolean;
  /** Checks a job whose life must be over, forgets it, and gives the ids of its events. */
  readonly settle: (job: TrueJob) => readonly string[];
  readonly groups: GroupChecks;
  readonly broken: readonly Broken[];
}
