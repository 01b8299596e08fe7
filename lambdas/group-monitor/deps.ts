import type { LifePolicy } from '../core/function/settings.ts';
import type { Log, MetricsOf } from '../core/function/telemetry.ts';
import type { GroupPolicy } from '../core/group/decide.ts';
import type { GroupIndex, GroupStore, MemberIndex } from '../core/group/ports.ts';
import type { Instant } from '../core/instant.ts';
import type { RecordEvidence } from '../core/job/record.ts';
import type { KnownJobs } from '../core/polling/ports.ts';

/** What `group-monitor` works with. */
export interface GroupMonitorDeps {
  readonly groups: Pick<GroupStore, 'write'> & GroupIndex;
  readonly members: MemberIndex;
  /** Reads members with strong consistency. */
  readonly known: KnownJobs;
  /** Records that time has passed, which also corrects a member's place in the index. */
  readonly record: RecordEvidence;
  readonly policy: GroupPolicy & LifePolicy;
  /** Reads the clock. */
  readonly now: () => Instant;
  readonly log: Log;
  readonly metrics: MetricsOf<'group-monitor'>;
}
