import type { LedgerJob } from '../../sandbox/glacier/ledger.ts';
import { findIllegalSteps } from '../../simulation/invariants/paths.ts';
import type { ChaosRecords, Invariant } from './chaos-records.ts';

/** Lists the jobs about which a notice was forged that the service may believe. */
const forgedJobs = ({ forged }: ChaosRecords): ReadonlySet<string> =>
  new Set(forged.flatMap(({ jobId }) => jobId ?? []));

/** Every job takes a legal path, and no transition changes, vanishes, or comes without its number. */
export const legalPath: Invariant = {
  name: 'Each job takes a legal path, and each transition is recorded once',
  check: (records) => {
    const forged = forgedJobs(records);
    return records.jobs.flatMap((job) => {
      const { jobId, sequence, transitions } = job;
      const images = records.images.get(jobId) ?? [];
      const illegal = [...images, job].flatMap((image, index, all) =>
        findIllegalSteps(all[index - 1], image, forged.has(jobId)),
      );
      const last = images.at(-1)?.sequence;
      const isOrdered = transitions.every(
        ({ at }, index) => at >= (transitions[index - 1]?.at ?? ''),
      );
      return [
        ...illegal,
        ...(isOrdered ? [] : ['transitions are not in the order of their times']),
        ...(last === sequence ? [] : [`the stream contained ${last} of ${sequence} transitions`]),
      ].map((text) => ({ jobId, text }));
    });
  },
};

/** Every job is known, and what is recorded in the end is what Glacier says. */
export const truthful: Invariant = {
  name: 'Each job ended as Glacier says it did, also where a forged notice contradicts',
  check: (records) => {
    const rows = new Map(records.jobs.map((job) => [job.jobId, job]));
    return records.ledger.flatMap((job) => {
      const { jobId } = job;
      const { status = 'unknown', transitions = [] } = rows.get(jobId) ?? {};
      const ends = endsOf(job, records);
      return [
        ...(ends.includes(status) ? [] : [`is ${status}, and not ${ends.join(' or ')}`]),
        ...(transitions.some((step) => step.status === 'Expired') ? ['expired too early'] : []),
      ].map((text) => ({ jobId, text }));
    });
  },
};

/** How a job may have ended: a run is over when reminders are due, and before outputs expire. */
const endsOf = ({ jobId, outcome }: LedgerJob, records: ChaosRecords): readonly string[] => {
  if (outcome === 'Failed') return ['Failed'];
  if (records.collected.has(jobId)) return ['Collected'];
  // Once a notice was forged, what is known of the completion's date is its word.
  return forgedJobs(records).has(jobId) ? ['Succeeded', 'Expiring'] : ['Expiring'];
};
