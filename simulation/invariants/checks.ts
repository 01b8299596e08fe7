import type { Delivery } from '../../lambdas/core/delivery/delivery.ts';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import type { TrueJob } from '../ports/glacier.ts';
import type { Arrival } from '../ports/receivers.ts';

/** An invariant that does not hold, with the job or event that shows it. */
export interface Broken {
  readonly invariant: string;
  readonly of: string;
}

/** Hears of everything that the service does, and finds what must not be. */
export interface Checks {
  readonly onStarted: (job: TrueJob) => void;
  readonly onJobChange: (before: Job | undefined, after: Job) => void;
  readonly onDeliveryChange: (before: Delivery | undefined, after: Delivery) => void;
  readonly onDescribed: (key: JobKey) => void;
  readonly onPublished: (eventId: string, body: string) => void;
  readonly onArrival: (arrival: Arrival) => void;
  readonly onKept: (queue: string, failed: unknown) => void;
  readonly onOperatorEvent: (event: { readonly type: string }) => void;
  readonly onError: (name: string, error: unknown) => void;
  /** Hears that a deployment for these vaults has succeeded. */
  readonly onDeployed: (
    vaultNames: readonly string[],
    announces: (vaultName: string) => boolean,
  ) => void;
  /** Whether nothing of a job is missing any more. */
  readonly isSettled: (job: TrueJob) => boolean;
  /** Checks a job whose life must be over, forgets it, and gives the ids of its events. */
  readonly settle: (job: TrueJob) => readonly string[];
  readonly broken: readonly Broken[];
}
