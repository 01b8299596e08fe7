import * as z from 'zod/mini';

const text = z.optional(z.string());

/** What all jobs of a journal have in common. */
export const JournalHead = z.object({
  journal: z.literal(1),
  vaultArn: z.string(),
  tier: text,
  description: text,
  byteRange: text,
});

/** See the schema of the same name. */
export type JournalHead = z.infer<typeof JournalHead>;

/** A line of a journal: the progress of an archive. */
export const JournalEntry = z.object({
  archiveId: z.string(),
  /**
   * `starting`: the request is about to be sent. `not-started`: Glacier refused it. `started`: the
   * job exists. `tracked`: the service tracks the job.
   */
  state: z.enum(['starting', 'not-started', 'started', 'tracked']),
  at: z.string(),
  jobId: text,
});

/** See the schema of the same name. */
export type JournalEntry = z.infer<typeof JournalEntry>;

/** An instant before any request. */
export const LONG_AGO = '1970-01-01T00:00:00.000Z';

/** The name under which a journal keeps the id of a start of members: no archive id has brackets. */
export const groupLine = (group: string): string => `[group:${group}]`;

/** Whether an entry is one of an archive that has a job, or may have one. */
export const isStarted = ({ archiveId, state }: JournalEntry): boolean =>
  !archiveId.startsWith('[') && state !== 'not-started';
