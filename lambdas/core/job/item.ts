import * as z from 'zod/mini';
import { EVENT_VERSIONS } from '../event/event-version.ts';
import { SOURCES } from '../evidence/evidence.ts';
import { InstantText, readRow } from '../rows.ts';
import type { Job } from './job.ts';
import { STATUSES } from './status.ts';

const instant = z.optional(InstantText);
const text = z.optional(z.string());
const size = z.optional(z.number());
const map = z.optional(z.record(z.string(), z.unknown()));

// The list is written whole, so that what a later version added to a transition is read and kept.
const TransitionItem = z.looseObject({
  eventVersion: z.optional(z.literal(EVENT_VERSIONS)),
  status: z.enum(STATUSES),
  at: InstantText,
  source: z.enum(SOURCES),
  statusMessage: text,
  reason: text,
  announcedAs: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

const JobItem = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusKey: z.string(),
  statusSince: InstantText,
  sequence: z.number(),
  revision: z.number(),
  transitions: z.array(TransitionItem),
  firstSeenAt: InstantText,
  lastChange: z.enum(['transition', 'details']),
  group: text,
  groupSort: text,
  outputExpiresAt: instant,
  completeSeenAt: instant,
  outcomeSource: z.optional(z.enum(SOURCES)),
  collectedAt: instant,
  notFoundAt: instant,
  vaultMissingSince: instant,
  expireAt: size,
  creationDate: instant,
  completionDate: instant,
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
 * @throws DamagedItemError when it is not one that this service wrote.
 */
export const readJobItem = (item: unknown): Job => readRow(JobItem, item, 'Jobs');
