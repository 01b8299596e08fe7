import * as z from 'zod/mini';
import type { JobKey } from '../evidence/evidence.ts';
import { readJobItem } from '../job/item.ts';
import { readRow } from '../rows.ts';
import { buildJobEvent, type JobEvent } from './event.ts';
import { type FoundCompletion, findCompletion } from './found-completion.ts';

/** An event to announce, and the change of the Jobs table that it comes from. */
export interface Announcement {
  readonly key: JobKey;
  readonly event: JobEvent;
  /** Present when the event ends a job that was pending. */
  readonly found?: FoundCompletion | undefined;
}

const Sequenced = z.object({ sequence: z.number() });

// Nothing else of the old item is needed, so that nothing else of it can stand in the way.
const readSequence = (item: unknown): number =>
  item === undefined ? 0 : readRow(Sequenced, item, 'Jobs').sequence;

/**
 * Lists what a change of a job announces: each transition that the old item did not have.
 *
 * @throws Error when an item is damaged.
 */
export const announceChange = (before: unknown, after: unknown): Announcement[] => {
  const job = readJobItem(after);
  const key = { vaultArn: job.vaultArn, jobId: job.jobId };
  const announced = readSequence(before);
  return job.transitions.slice(announced).map((_step, index) => {
    const sequence = announced + index + 1;
    return { key, event: buildJobEvent(job, sequence), found: findCompletion(job, sequence) };
  });
};
