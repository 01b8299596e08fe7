import type { Job } from '../../lambdas/core/job/job.ts';
import type { Status } from '../../lambdas/core/job/status.ts';
import { KEPT_MS, type TrueJob } from '../ports/glacier.ts';

const HOUR_MS = 3_600_000;
const OUTPUT_MS = 24 * HOUR_MS;
/** Clocks of function copies differ by up to this. */
const SKEW_MS = 2000;

/** Finds where a settled row disagrees with Glacier's own ledger. */
export const findEnd = (job: TrueJob, { status, transitions }: Job): readonly string[] => {
  const ends = job.outcome === 'Failed' ? ['Failed'] : ['Collected', 'Expired'];
  const found = transitions.find((step) => step.status === 'Succeeded' || step.status === 'Failed');
  const at = (wanted: Status) =>
    Date.parse(transitions.find((step) => step.status === wanted)?.at ?? '');
  const expiresAt = job.completedAt + OUTPUT_MS;
  // An hour of ticks is enough to send a reminder, whatever fails.
  const isInTime = Date.parse(found?.at ?? '') < expiresAt - HOUR_MS;
  const isWaiting = !(at('Collected') < expiresAt - HOUR_MS);
  const isReminded = job.outcome === 'Failed' || at('Expiring') < expiresAt + SKEW_MS;
  const isEarly = at('Expired') < job.completedAt + KEPT_MS - SKEW_MS;
  const isLate = found !== undefined && Date.parse(found.at) > expiresAt;
  return [
    ...(ends.includes(status) ? [] : [`a job that ${job.outcome} ended as ${status}`]),
    ...(found === undefined ? ['the completion was never found'] : []),
    ...(isInTime && isWaiting && !isReminded ? ['no reminder came before the output expired'] : []),
    ...(isEarly ? ['a job expired that Glacier still knows'] : []),
    ...(isLate ? ['the completion was found after the output expired'] : []),
  ];
};
