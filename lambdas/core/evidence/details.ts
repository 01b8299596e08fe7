import * as z from 'zod/mini';
import { parseInstant } from '../instant.ts';
import { clipText } from './clip-text.ts';
import type { DetailName, JobDetails } from './job-details.ts';
import { isStorable } from './storable.ts';

/** Every {@link DetailName}. */
export const DETAIL_NAMES = [
  'creationDate',
  'completionDate',
  'statusCode',
  'statusMessage',
  'action',
  'tier',
  'jobDescription',
  'archiveId',
  'archiveSizeInBytes',
  'inventorySizeInBytes',
  'snsTopic',
  'sha256TreeHash',
  'archiveSha256TreeHash',
  'retrievalByteRange',
  'inventoryRetrievalParameters',
  'jobOutputPath',
  'selectParameters',
  'outputLocation',
] as const satisfies readonly DetailName[];

// A field of an unexpected form counts as absent: it must not cost us the rest of the answer. (The
// library's own `catch` would bring 8 kB of it into the bundles.)
const orNothing = <Value>(schema: z.ZodMiniType<Value>) =>
  z.optional(z.transform((value: unknown) => schema.safeParse(value).data));
const text = orNothing(z.pipe(z.string().check(z.minLength(1)), z.transform(clipText)));
const DIGITS = /^\d+$/;
const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
const size = orNothing(z.pipe(z.transform(toNumber), z.int().check(z.nonnegative())));
const record = orNothing(z.record(z.string(), z.unknown()).check(z.refine(isStorable)));
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
/** Glacier's dates are UTC, also where a stand-in for Glacier leaves out the zone. */
const withZone = (value: string | undefined): string | undefined =>
  value !== undefined && WITHOUT_ZONE.test(value) ? `${value}Z` : value;
const date = z.pipe(
  text,
  z.transform((value) => parseInstant(withZone(value))),
);

/**
 * Every field of a DescribeJob answer, which is also the body of a notice and a row of ListJobs.
 *
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/api-describe-job-get.html
 */
export const DescribedJob = z.object({
  CreationDate: date,
  CompletionDate: date,
  StatusMessage: text,
  Action: text,
  Tier: text,
  JobDescription: text,
  ArchiveId: text,
  ArchiveSizeInBytes: size,
  InventorySizeInBytes: size,
  SNSTopic: text,
  SHA256TreeHash: text,
  ArchiveSHA256TreeHash: text,
  RetrievalByteRange: text,
  InventoryRetrievalParameters: record,
  JobOutputPath: text,
  SelectParameters: record,
  OutputLocation: record,
});

/** Renames a DescribeJob answer's fields to those of the Jobs table and leaves out what is absent. */
export const toJobDetails = (described: z.infer<typeof DescribedJob>): JobDetails =>
  withLowerCamelKeys(described);

/** Names what a description says and the details made of it lack, because it cannot be read or believed. */
export const droppedFields = (described: object, details: JobDetails): readonly string[] => {
  const kept = new Map<string, unknown>(Object.entries(details));
  return Object.entries(described)
    .filter(([name, said]) => Object.hasOwn(DescribedJob.shape, name) && (said ?? '') !== '')
    .filter(([name]) => kept.get(lowerCamel(name)) === undefined)
    .map(([name]) => name);
};

/** Picks Glacier's fields out of a job, which has more. */
export const pickDetails = (job: JobDetails): JobDetails => {
  const entries = DETAIL_NAMES.map((name) => [name, job[name]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
};

/** Keys whose values are the user's own names, which are not ours to rename. */
const USER_MAPS = new Set(['UserMetadata', 'Tagging', 'userMetadata', 'tagging']);

/** Renames one of Glacier's fields to its name in the Jobs table. */
const lowerCamel = (key: string): string =>
  key
    .replace('SHA256', 'Sha256')
    .replace(/^[A-Z]+(?=[A-Z][a-z]|\d|$)|^[A-Z]/, (start) => start.toLowerCase());

const convert = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(convert);
  return typeof value === 'object' && value !== null ? withLowerCamelKeys(value) : value;
};

/** Renames `SNSTopic` to `snsTopic` and so on at every depth, and leaves out nulls. */
export const withLowerCamelKeys = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([key, member]) => [lowerCamel(key), USER_MAPS.has(key) ? member : convert(member)]),
  );
