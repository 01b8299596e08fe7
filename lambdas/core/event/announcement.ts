import * as z from 'zod/mini';
import { readGroupEntry } from '../group/entry.ts';
import { buildGroupEvent } from '../group/event.ts';
import { readJobItem } from '../job/item.ts';
import { readRow } from '../rows.ts';
import type { AnnouncedEvent } from './announced-event.ts';
import { buildJobEvent } from './event.ts';
import { type FoundCompletion, findCompletion } from './found-completion.ts';
import type { EventOrigin } from './origin.ts';

/** An event to announce, and what it comes from. */
export interface Announcement {
  readonly origin: EventOrigin;
  readonly event: AnnouncedEvent;
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
  const { vaultArn, jobId } = job;
  const announced = readSequence(before);
  return job.transitions.slice(announced).map((_step, index) => {
    const sequence = announced + index + 1;
    const origin = { vaultArn, jobId, sequence };
    return { origin, event: buildJobEvent(job, sequence), found: findCompletion(job, sequence) };
  });
};

/**
 * Lists what an entry of the Groups table announces: its event, if it has one.
 *
 * @throws Error when the entry is damaged.
 */
export const announceEntry = (item: unknown): Announcement[] => {
  const entry = readGroupEntry(item);
  const { group, openedAt, sequence } = entry;
  const event = buildGroupEvent(entry);
  return event === undefined ? [] : [{ origin: { group, openedAt, sequence }, event }];
};
