import type { Evidence } from '../core/evidence/evidence.ts';
import type { Recorded } from '../core/job/record.ts';
import type { PollRun } from './run.ts';

/**
 * Records what Glacier said of a job, and returns whether that was a transition.
 *
 * Evidence that cannot be recorded is counted and logged, and stops no other: the next poll finds it.
 */
export const recordFound = async (evidence: Evidence, { deps }: PollRun): Promise<boolean> => {
  const { record, now, log, metrics } = deps;
  try {
    const recorded = await record(evidence, now());
    if (recorded.kind !== 'refused' && recorded.isConflict) metrics.count('EvidenceConflict');
    return isTransition(recorded) ? report(evidence, recorded, deps) : false;
  } catch (error) {
    metrics.count('PollFailed');
    log.error('poll.failed', error, { ...evidence.key });
    return false;
  }
};

type Transition = Extract<Recorded, { kind: 'recorded' }>;

const isTransition = (recorded: Recorded): recorded is Transition =>
  recorded.kind === 'recorded' && recorded.statuses.length > 0;

const report = (
  evidence: Evidence,
  { statuses }: Transition,
  { log, metrics }: PollRun['deps'],
): true => {
  metrics.count('TransitionFound');
  log.info('job.found', { ...evidence.key, source: evidence.source, statuses });
  return true;
};
