import * as z from 'zod/mini';

/** The job and the sequence that an event was built from, and can be built from again. */
export const JobOrigin = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  sequence: z.number(),
});

/** The parsed form of {@link JobOrigin}. */
export type JobOrigin = z.infer<typeof JobOrigin>;

/** The entry of the Groups table that an event was built from, and can be built from again. */
export const GroupOrigin = z.object({
  group: z.string(),
  openedAt: z.string(),
  sequence: z.number(),
});

/** The parsed form of {@link GroupOrigin}. */
export type GroupOrigin = z.infer<typeof GroupOrigin>;

/** Where an event comes from. */
export type EventOrigin = JobOrigin | GroupOrigin;
