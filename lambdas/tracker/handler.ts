import type { JobKey, SeenEvidence } from '../core/evidence/evidence.ts';
import type { Log, MetricsOf } from '../core/function/telemetry.ts';
import type { Glacier } from '../core/glacier/ports.ts';
import type { Instant } from '../core/instant.ts';
import type { RecordEvidence } from '../core/job/record.ts';
import type { VaultScope } from '../core/vault/scope.ts';
import { vaultNameOf } from '../core/vault/vault.ts';
import { readInitiation } from './read-initiation.ts';

/** Glacier does not know yet a job that CloudTrail says was started; asking again may help. */
export class JobNotKnownYetError extends Error {
  override readonly name = 'JobNotKnownYetError';
}

/** Keeps unusable records of started jobs for an operator. */
interface FailedTracks {
  /** Keeps an event as it came, with the reason. */
  keep(failed: { readonly reason: string; readonly event: unknown }): Promise<void>;
}

/** What the tracker works with. */
export interface TrackerDeps {
  readonly glacier: Glacier;
  readonly record: RecordEvidence;
  readonly failedTracks: FailedTracks;
  readonly scope: VaultScope;
  /** Reads the clock. */
  readonly now: () => Instant;
  readonly log: Log;
  readonly metrics: MetricsOf<'tracker'>;
}

/**
 * Records the jobs whose start CloudTrail reports.
 *
 * The event only says which job to ask for: what is recorded is Glacier's own answer. An event that
 * cannot be read is kept; one on which this throws is tried again by Lambda, and kept in the end.
 * @throws JobNotKnownYetError while Glacier does not know the job.
 */
export const createTracker =
  (deps: TrackerDeps) =>
  async (event: unknown): Promise<void> => {
    const reading = readInitiation(event, deps.scope);
    switch (reading.kind) {
      case 'initiated':
        return await track(reading.key, event, deps);
      case 'skipped':
        deps.metrics.count('TrackSkipped');
        return deps.log.info('initiation.skipped', { reason: reading.reason });
      case 'refused':
        return refuse(reading.reason, deps);
      case 'missed':
        return await miss(reading.reason, event, deps);
    }
  };

const track = async (key: JobKey, event: unknown, deps: TrackerDeps): Promise<void> => {
  const now = deps.now();
  const answer = await deps.glacier.describeJob(key, now);
  switch (answer.kind) {
    case 'seen':
      return recordSeen({ ...answer.evidence, source: 'cloudtrail' }, now, deps);
    case 'job-not-found':
      deps.metrics.count('TrackTooEarly');
      throw new JobNotKnownYetError(`Glacier does not know the job ${key.jobId} yet.`);
    case 'vault-not-found':
      deps.metrics.countOfVault('VaultMissing', vaultNameOf(key));
      return deps.log.warn('vault.missing', { ...key });
    case 'refused':
      return miss(answer.reason, event, deps);
  }
};

const recordSeen = async (
  evidence: SeenEvidence,
  now: Instant,
  deps: TrackerDeps,
): Promise<void> => {
  const recorded = await deps.record(evidence, now);
  if (recorded.kind === 'refused') return refuse(recorded.reason, deps);
  const statuses = recorded.kind === 'recorded' ? recorded.statuses : [];
  deps.metrics.count(recorded.kind === 'recorded' ? 'TrackRecorded' : 'TrackRepeated');
  if (recorded.isConflict) deps.metrics.count('EvidenceConflict');
  deps.log.info('initiation.processed', { ...evidence.key, statuses });
};

const refuse = (reason: string, { log, metrics }: TrackerDeps): void => {
  metrics.count('TrackRefused');
  log.warn('initiation.refused', { reason });
};

const miss = async (reason: string, event: unknown, deps: TrackerDeps): Promise<void> => {
  await deps.failedTracks.keep({ reason, event });
  deps.metrics.count('TrackFailed');
  deps.log.warn('initiation.failed', { reason });
};
