import type { EventVersion } from '../event/event-version.ts';
import type { JobDetails } from '../evidence/job-details.ts';
import type { Instant } from '../instant.ts';
import type { Transition } from './job.ts';

/** The job's fields in its events, in the order of their bytes. */
const EVENT_FIELDS = [
  'action',
  'tier',
  'creationDate',
  'completionDate',
  'outputExpiresAt',
  'jobDescription',
  'archiveId',
  'archiveSizeInBytes',
] as const satisfies readonly (keyof EventFields)[];

type EventField = (typeof EVENT_FIELDS)[number];

/** The event version that added a field; all others have been there from version 1 on. */
const ADDED_BY: Partial<Record<EventField, EventVersion>> = {};

/** The event fields that are known from a job's initiation on. */
export const FIELDS_FROM_INITIATION: readonly EventField[] = EVENT_FIELDS.filter(
  (name) => name !== 'completionDate' && name !== 'outputExpiresAt',
);

/** The part of a job that its events contain. */
export interface EventFields extends JobDetails {
  readonly outputExpiresAt?: Instant | undefined;
}

/** Returns the fields in the event of a transition, by its status and its event version. */
export const eventFieldsOf = ({
  status,
  eventVersion = 1,
}: Pick<Transition, 'status' | 'eventVersion'>): readonly EventField[] =>
  (status === 'InProgress' ? FIELDS_FROM_INITIATION : EVENT_FIELDS).filter(
    (name) => (ADDED_BY[name] ?? 1) <= eventVersion,
  );

/** Records in a transition the fields that its event lacks, since a blind write may fill them in. */
export const noteAbsent = (step: Transition, details: EventFields): Transition => {
  const absent = eventFieldsOf(step).filter((name) => details[name] === undefined);
  if (absent.length === 0) return step;
  return { ...step, announcedAs: Object.fromEntries(absent.map((name) => [name, null])) };
};

/**
 * Records in a transition the fields of its event that the job changes now.
 *
 * The first recorded value stays: it is the one in the event.
 */
export const keepAnnounced = (
  step: Transition,
  before: EventFields,
  after: EventFields,
): Transition => {
  const changed = eventFieldsOf(step).filter((name) => before[name] !== after[name]);
  if (changed.length === 0) return step;
  const announcedAs = Object.fromEntries(changed.map((name) => [name, before[name] ?? null]));
  return { ...step, announcedAs: { ...announcedAs, ...step.announcedAs } };
};
