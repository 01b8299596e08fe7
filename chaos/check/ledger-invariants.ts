import type { LedgerJob } from '../../sandbox/glacier/ledger.ts';
import { DAY_MS } from '../scale.ts';
import type { ChaosRecords, Invariant, JobRow } from './chaos-records.ts';
import { forgedJobs } from './path-invariants.ts';

/** How long after the instant from which it holds an expiry or a reminder is surely recorded. */
const GRACE_MS = 70 * 60_000;

const indexRows = ({ jobs }: ChaosRecords): ReadonlyMap<string, JobRow> =>
  new Map(jobs.map((job) => [job.jobId, job]));

/** The service knows every job of its vaults. */
export const known: Invariant = {
  name: 'Each job of the watched vaults is known',
  check: (records) => {
    const rows = indexRows(records);
    return records.ledger
      .filter(({ jobId }) => !rows.has(jobId))
      .map(({ jobId }) => ({ jobId, text: 'is not recorded at all' }));
  },
};

/** No completion is found too late. */
export const foundInTime: Invariant = {
  name: 'Each completion was found before its output expired',
  check: (records) => {
    const rows = indexRows(records);
    return records.ledger.flatMap(({ jobId, completesAt }) => {
      const found = rows
        .get(jobId)
        ?.transitions.find(({ status }) => status === 'Succeeded' || status === 'Failed');
      const isInTime = found !== undefined && Date.parse(found.at) < completesAt + DAY_MS;
      return isInTime ? [] : [{ jobId, text: `was found complete at ${found?.at ?? 'no time'}` }];
    });
  },
};

/** What is recorded in the end is what Glacier says. */
export const truthful: Invariant = {
  name: 'Each job ended as Glacier says it did, also where a forged notice contradicts',
  check: (records) => {
    const rows = indexRows(records);
    return records.ledger.flatMap((job) => {
      const row = rows.get(job.jobId);
      if (row === undefined) return [];
      return untruths(job, row, records).map((text) => ({ jobId: job.jobId, text }));
    });
  },
};

const untruths = (job: LedgerJob, row: JobRow, records: ChaosRecords): readonly string[] => {
  const ends = endOf(job, records);
  const wrong = ends.includes(row.status) ? [] : [`is ${row.status}, and not ${ends.join(' or ')}`];
  return [...wrong, ...missedReminder(job, row, records), ...lateReminder(job, row, records)];
};

const AFTER_SUCCESS = ['Succeeded', 'Expiring', 'Expired'];

/** How a job may have ended, after Glacier's word and its reader's. */
const endOf = (
  { jobId, outcome, completesAt }: LedgerJob,
  records: ChaosRecords,
): readonly string[] => {
  if (outcome === 'Failed') return ['Failed'];
  if (records.collected.has(jobId)) return ['Collected'];
  // Once a notice was forged, what is known of the completion's date is its word.
  if (forgedJobs(records).has(jobId)) return AFTER_SUCCESS;
  const hasExpired = records.endedAt - completesAt > DAY_MS + GRACE_MS;
  return hasExpired ? ['Expired'] : AFTER_SUCCESS;
};

const missedReminder = (
  { jobId, completesAt }: LedgerJob,
  { transitions }: JobRow,
  records: ChaosRecords,
): readonly string[] => {
  const { collected, endedAt, expiringLeadMs } = records;
  const isOwed = endedAt - completesAt > DAY_MS - expiringLeadMs + GRACE_MS;
  if (!isOwed || collected.has(jobId) || forgedJobs(records).has(jobId)) return [];
  const isReminded = transitions.some(({ status }) => status === 'Expiring' || status === 'Failed');
  return isReminded ? [] : ['was given no reminder'];
};

const lateReminder = (
  { jobId, completesAt }: LedgerJob,
  { transitions }: JobRow,
  records: ChaosRecords,
): readonly string[] =>
  (forgedJobs(records).has(jobId) ? [] : transitions)
    .filter(({ status, at }) => status === 'Expiring' && Date.parse(at) >= completesAt + DAY_MS)
    .map(({ at }) => `was reminded of an output that may be gone, at ${at}`);

/** Nothing expires that Glacier still knows, or that was never seen complete although it was. */
export const rightlyExpired: Invariant = {
  name: 'Nothing is wrongly Expired',
  check: (records) => {
    const truths = new Map(records.ledger.map((job) => [job.jobId, job]));
    return records.jobs.flatMap(({ jobId, transitions }) => {
      const truth = truths.get(jobId);
      return transitions.flatMap(({ status, at }, index) => {
        if (status !== 'Expired' || truth === undefined) return [];
        const wasComplete = transitions[index - 1]?.status !== 'InProgress';
        const isGone = Date.parse(at) >= truth.forgottenAt;
        return wasComplete && isGone ? [] : [{ jobId, text: `expired at ${at}` }];
      });
    });
  },
};
