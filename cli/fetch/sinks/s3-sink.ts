import type { S3Uploads, Upload } from '../../../operations/aws/fetch/s3-uploads.ts';
import type { NamedOutput } from '../../../operations/fetch/names.ts';
import type { JobOutput } from '../../../operations/fetch/output.ts';
import { lengthOf, planRanges } from '../../../operations/fetch/ranges.ts';
import { explainError, isTransient } from '../../framework/errors/explain-error.ts';
import type { ProgressFile } from './progress-file.ts';
import { type Sink, StoreError, type Target } from './sink.ts';

/** What an object says of its content, which was verified before it was stored. */
const metadataOf = ({ treeHash, key }: JobOutput): Readonly<Record<string, string>> =>
  treeHash === undefined ? { 'glacier-job-id': key.jobId } : { 'sha256-tree-hash': treeHash };

/**
 * Creates a sink that stores each output as an object, by a multipart upload whose parts are its ranges.
 *
 * No object is overwritten. The progress file has the tree hashes of the parts; those without one are
 * stored again.
 */
export const createS3Sink = (s3: S3Uploads, prefix: string, progress: ProgressFile): Sink => ({
  find: async ({ name, output }) => {
    const found = await storing(() => s3.find(prefix + name));
    if (found === undefined) return 'absent';
    const isSame =
      found.size === output.sizeInBytes &&
      Object.entries(metadataOf(output)).every(([field, value]) => found.metadata[field] === value);
    return isSame ? 'same' : 'different';
  },
  open: (named) => storing(() => openTarget(s3, prefix, named, progress)),
  abort: ({ name }) => storing(() => abortAll(s3, prefix + name)),
  close: progress.close,
});

const abortAll = async (s3: S3Uploads, key: string): Promise<void> => {
  for (const upload of await s3.listUploads(key)) await s3.abort(upload);
};

const openTarget = async (
  s3: S3Uploads,
  prefix: string,
  { name, output }: NamedOutput,
  progress: ProgressFile,
): Promise<Target> => {
  const { identity, sizeInBytes } = output;
  const ranges = planRanges(output);
  const key = prefix + name;
  const known = progress.of(name, identity);
  const begin = async (): Promise<Upload> => {
    // A run that was killed may have begun an upload that it could not note.
    if (progress.isResumed) await abortAll(s3, key);
    const begun = { key, uploadId: await s3.begin(key, metadataOf(output)) };
    progress.note({ name, begin: identity, upload: begun.uploadId });
    return begun;
  };
  const earlier = known?.upload === undefined ? undefined : { key, uploadId: known.upload };
  const parts = earlier && (await s3.listParts(earlier));
  const upload = earlier !== undefined && parts !== undefined ? earlier : await begin();
  const isStored = (index: number): boolean =>
    parts?.some(
      ({ PartNumber, Size }) =>
        PartNumber === index + 1 && ranges[index] !== undefined && Size === lengthOf(ranges[index]),
    ) === true;
  return {
    stored: new Map([...(known?.hashes ?? [])].filter(([index]) => isStored(index))),
    store: (range, bytes) =>
      storing(() =>
        s3.putPart(upload, { number: range.index + 1, length: lengthOf(range), bytes }),
      ),
    note: async ({ index }, hash) => progress.note({ name, range: index, hash }),
    commit: () =>
      storing(async () => {
        const stored = (await s3.listParts(upload)) ?? [];
        const isTaken = !(await s3.complete(upload, stored));
        if (isTaken) await s3.abort(upload);
        else progress.note({ name, done: identity, size: sizeInBytes });
        return !isTaken;
      }),
    discard: () => storing(() => s3.abort(upload)),
    close: () => Promise.resolve(),
  };
};

/** S3's words for what the same attempt can overcome; the SDK repeats what has no bytes of a part. */
const TRANSIENT = new Set([
  'BadDigest',
  'IncompleteBody',
  'InternalError',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
]);

const storing = async <Result>(act: () => Promise<Result>): Promise<Result> => {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const name = cause instanceof Error ? cause.name : '';
    throw new StoreError(`S3 did not store it: ${explainError(cause, {}).message}`, {
      cause,
      isTransient: isTransient(cause) || TRANSIENT.has(name),
    });
  }
};
