import type { LifePolicy } from '../core/function/settings.ts';
import type { Log, MetricsOf } from '../core/function/telemetry.ts';
import type { Glacier, GlacierLists } from '../core/glacier/ports.ts';
import type { Instant } from '../core/instant.ts';
import type { RecordEvidence } from '../core/job/record.ts';
import type { PollingPolicy } from '../core/polling/policy.ts';
import type { JobIndex, KnownJobs, PollQueue } from '../core/polling/ports.ts';
import type { VaultScope } from '../core/vault/scope.ts';

/** What the poller works with. */
export interface PollerDeps {
  readonly index: JobIndex;
  readonly known: KnownJobs;
  readonly glacier: Glacier & GlacierLists;
  readonly record: RecordEvidence;
  readonly pollQueue: PollQueue;
  readonly scope: VaultScope;
  readonly policy: LifePolicy;
  readonly polling: PollingPolicy;
  /** Reads the clock. */
  readonly now: () => Instant;
  /** Lets time pass before a call is made again. */
  readonly wait: (ms: number) => Promise<void>;
  readonly log: Log;
  readonly metrics: MetricsOf<'poller'>;
}
