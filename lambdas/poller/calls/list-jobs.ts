import type { JobListing, ListAnswer } from '../../core/poll-ports.ts';
import type { PollRun } from '../poll-run.ts';
import { askGlacier } from './call-glacier.ts';
import type { AskResult } from './call-result.ts';

/** Asks Glacier for a page of a vault's jobs, and logs why rows of it cannot be used. */
export const listJobs = async (
  listing: JobListing,
  run: PollRun,
): Promise<AskResult<ListAnswer>> => {
  const { glacier, log, now } = run.deps;
  const { vaultArn } = listing;
  const subject = { vaultArn, operation: 'ListJobs' };
  const result = await askGlacier(subject, () => glacier.listJobs(listing, now()), run);
  const refused =
    result.kind === 'answered' && result.answer.kind === 'page' ? result.answer.refused : [];
  if (refused.length > 0) {
    log.warn('list.refused', { vaultArn, rows: refused.length, reasons: refused.slice(0, 5) });
  }
  return result;
};
