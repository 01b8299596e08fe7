import { type FailedNotices, readNotices } from '../core/evidence/notice.ts';
import type { SeenReading } from '../core/evidence/seen-evidence.ts';
import type { Log, MetricsOf } from '../core/function/telemetry.ts';
import type { Instant } from '../core/instant.ts';
import type { RecordEvidence, Recorded } from '../core/job/record.ts';
import type { VaultScope } from '../core/vault/scope.ts';

/** What intake works with. */
export interface IntakeDeps {
  readonly record: RecordEvidence;
  readonly failedNotices: FailedNotices;
  readonly scope: VaultScope;
  /** Reads the clock. */
  readonly now: () => Instant;
  readonly log: Log;
  readonly metrics: MetricsOf<'intake'>;
}

/** What is read of an event of SNS. */
export interface NoticeEvent {
  readonly Records: readonly { readonly Sns: { readonly Message: string } }[];
}

/**
 * Records the notices that Glacier sends.
 *
 * A notice that cannot be used is kept with the reason, and costs the others nothing.
 * @throws AggregateError when some could not be recorded; SNS and Lambda then try again.
 */
export const createIntake =
  (deps: IntakeDeps) =>
  async (event: NoticeEvent): Promise<void> => {
    const settled = await Promise.allSettled(event.Records.map((record) => take(record, deps)));
    const faults = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    if (faults.length > 0) {
      // Logs show the cause; the list of errors they leave out.
      throw new AggregateError(faults, `${faults.length} notices could not be recorded.`, {
        cause: faults[0],
      });
    }
  };

const take = async ({ Sns }: NoticeEvent['Records'][number], deps: IntakeDeps): Promise<void> => {
  const now = deps.now();
  const readings = readNotices(Sns.Message, deps.scope, now);
  const refusals: string[] = [];
  // In turn: an envelope may hold hundreds of notices, and several of one job.
  for (const reading of readings) {
    const refusal = await takeNotice(reading, now, deps);
    if (refusal !== undefined) refusals.push(refusal);
  }
  const [reason, ...more] = refusals;
  if (reason === undefined) return;
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  await refuse(Sns.Message, `${reason}${others}`, deps);
};

/** Records a notice, or gives the reason why it is refused. */
const takeNotice = async (
  reading: SeenReading,
  now: Instant,
  deps: IntakeDeps,
): Promise<string | undefined> => {
  if (reading.kind === 'refused') return reading.reason;
  const recorded = await deps.record(reading.evidence, now);
  if (recorded.kind === 'refused') return recorded.reason;
  report(recorded, reading, deps);
  return undefined;
};

const refuse = async (notice: string, reason: string, deps: IntakeDeps): Promise<void> => {
  await deps.failedNotices.keep({ reason, notice });
  deps.metrics.count('NoticeRefused');
  deps.log.warn('notice.refused', { reason });
};

const report = (
  recorded: Exclude<Recorded, { kind: 'refused' }>,
  { evidence, dropped }: Extract<SeenReading, { kind: 'seen' }>,
  { log, metrics }: IntakeDeps,
): void => {
  const { jobId } = evidence.key;
  const statuses = recorded.kind === 'recorded' ? recorded.statuses : [];
  metrics.count(statuses.length > 0 ? 'NoticeRecorded' : 'NoticeRepeated');
  if (recorded.isConflict) metrics.count('EvidenceConflict');
  if (dropped.length > 0) {
    metrics.count('NoticeFieldDropped', dropped.length);
    log.warn('notice.fields-dropped', { jobId, dropped });
  }
  log.info('notice.processed', { jobId, statuses, isConflict: recorded.isConflict });
};
