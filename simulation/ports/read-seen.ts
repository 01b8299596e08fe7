import type { SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import { readSeenJob } from '../../lambdas/core/evidence/seen-evidence.ts';

/**
 * Reads a simulated description of a job.
 *
 * @throws Error when the service refuses it.
 */
export const readSeen = (
  job: unknown,
  source: SeenEvidence['source'],
  observedAt: string,
): SeenEvidence => {
  const reading = readSeenJob(job, source, observedAt);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return reading.evidence;
};
