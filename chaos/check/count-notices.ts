import type { LedgerJob, LedgerNotice } from '../../sandbox/glacier/ledger.ts';

/** The outcomes of the notices that Glacier owed. */
export interface NoticeCounts {
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
}

const LATE_MS = 30_000;

/** Counts what Glacier's notices suffered. */
export const countNotices = (
  notices: readonly LedgerNotice[],
  jobs: readonly LedgerJob[],
): NoticeCounts => {
  const ends = new Map(jobs.map(({ jobId, completesAt }) => [jobId, completesAt]));
  const seen = new Set<string>();
  const counts = { lost: 0, doubled: 0, late: 0 };
  for (const { jobId, askedBy, fate, at } of notices) {
    const key = `${jobId} ${askedBy}`;
    if (fate !== 'published') counts.lost += 1;
    else if (seen.has(key)) counts.doubled += 1;
    else if (at - (ends.get(jobId) ?? at) > LATE_MS) counts.late += 1;
    seen.add(key);
  }
  return counts;
};
