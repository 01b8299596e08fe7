import { DamagedItemError } from '../../lambdas/core/errors.ts';
import { readNotices } from '../../lambdas/core/evidence/notice.ts';
import type { SeenReading } from '../../lambdas/core/evidence/seen-evidence.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import { isTooOld } from '../../lambdas/core/job/merge-evidence.ts';
import type { RecordEvidence, Recorded } from '../../lambdas/core/job/record.ts';
import type { VaultScope } from '../../lambdas/core/vault/scope.ts';
import { readFailedNotice } from './failed-notice.ts';
import type { FailedMessage } from './failure-queue.ts';
import type { RedriveOutcome } from './redrive.ts';

/** What sending notices on takes. */
export interface NoticeRedriveDeps {
  readonly record: RecordEvidence;
  readonly scope: VaultScope;
  /** Reads the clock. */
  readonly now: () => Instant;
}

/**
 * Records the notices of one message of FailedNoticesQueue, by the rules of intake.
 *
 * It asks nothing of the function itself, which may be what is broken. A notice that is recorded
 * already is done; a message is done when each of its notices is. A refused one delays no other.
 */
export const redriveNotice = async (
  { body, attributes }: Pick<FailedMessage, 'body' | 'attributes'>,
  deps: NoticeRedriveDeps,
): Promise<RedriveOutcome> => {
  const failed = readFailedNotice(body, attributes);
  if (failed.kind === 'unreadable') return { kind: 'left', reason: failed.reason };
  const outcomes: RedriveOutcome[] = [];
  const at = deps.now();
  for (const reading of failed.notices.flatMap((one) => readNotices(one, deps.scope, at))) {
    outcomes.push(await recordNotice(reading, at, deps));
  }
  const left = outcomes.find(({ kind }) => kind === 'left');
  if (left !== undefined) return left;
  const notes = outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.note] : []));
  return { kind: 'done', note: notes.join(', ') };
};

/**
 * Judges whether no notice of a message could be recorded even if every vault was in `vaults`.
 *
 * Intake and a redrive refuse a notice of a job that completed over `retentionDays` ago, too.
 */
export const isUnusableNotice = (
  { body, attributes }: Pick<FailedMessage, 'body' | 'attributes'>,
  place: Omit<VaultScope, 'vaults'>,
  now: Instant,
  retentionDays: number,
): boolean => {
  const failed = readFailedNotice(body, attributes);
  if (failed.kind === 'unreadable') return true;
  const scope = { ...place, vaults: '*' } as const;
  const readings = failed.notices.flatMap((one) => readNotices(one, scope, now));
  return readings.every(
    (reading) => reading.kind === 'refused' || isTooOld(reading.evidence, now, retentionDays),
  );
};

const recordNotice = async (
  reading: SeenReading,
  at: Instant,
  { record }: NoticeRedriveDeps,
): Promise<RedriveOutcome> => {
  if (reading.kind === 'refused') return { kind: 'left', reason: reading.reason };
  const { jobId } = reading.evidence.key;
  const { dropped } = reading;
  const without = dropped.length > 0 ? `, without ${dropped.join(', ')}` : '';
  const recorded = await recordOrLeave(record, reading.evidence, at);
  switch (recorded.kind) {
    case 'refused':
      return { kind: 'left', reason: recorded.reason };
    case 'unchanged':
      return { kind: 'done', note: `${jobId} was already recorded${without}` };
    case 'recorded': {
      const what = recorded.statuses.length > 0 ? recorded.statuses.join(', ') : 'details';
      return { kind: 'done', note: `${jobId} recorded: ${what}${without}` };
    }
  }
};

// A row that is damaged keeps its message; it must not end the redrive of the others.
const recordOrLeave = async (
  record: RecordEvidence,
  ...[evidence, at]: Parameters<RecordEvidence>
): Promise<Recorded> => {
  try {
    return await record(evidence, at);
  } catch (error) {
    if (error instanceof DamagedItemError) return { kind: 'refused', reason: error.message };
    throw error;
  }
};
