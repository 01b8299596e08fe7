import * as z from 'zod/mini';
import { SOURCES, STATUSES } from './status.ts';
import type { Job } from './tracked-job.ts';

const text = z.optional(z.string());
const size = z.optional(z.number());
const map = z.optional(z.record(z.string(), z.unknown()));

const TransitionItem = z.object({
  status: z.enum(STATUSES),
  at: z.string(),
  source: z.enum(SOURCES),
  statusMessage: text,
  was: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

const JobItem = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusKey: z.string(),
  statusSince: z.string(),
  sequence: z.number(),
  revision: z.number(),
  transitions: z.array(TransitionItem),
  firstSeenAt: z.string(),
  lastChange: z.enum(['transition', 'details']),
  outputExpiresAt: text,
  completeSeenAt: text,
  outcomeSource: z.optional(z.enum(SOURCES)),
  collectedAt: text,
  notFoundAt: text,
  expireAt: size,
  creationDate: text,
  completionDate: text,
  statusCode: text,
  statusMessage: text,
  action: text,
  tier: text,
  jobDescription: text,
  archiveId: text,
  archiveSizeInBytes: size,
  inventorySizeInBytes: size,
  snsTopic: text,
  sha256TreeHash: text,
  archiveSha256TreeHash: text,
  retrievalByteRange: text,
  inventoryRetrievalParameters: map,
  jobOutputPath: text,
  selectParameters: map,
  outputLocation: map,
});

/**
 * Reads an item of the Jobs table.
 *
 * @throws Error when it is not one that this service wrote.
 */
export const readJobItem = (item: unknown): Job => {
  const { success, data, error } = JobItem.safeParse(item);
  if (success) return data;
  const fields = error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Error(`The item of the Jobs table is damaged in: ${fields}.`, { cause: error });
};
