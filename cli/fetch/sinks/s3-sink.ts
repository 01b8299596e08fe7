import type { S3Uploads, Upload } from '../../../operations/aws/fetch/s3-uploads.ts';
import type { JobOutput } from '../../../operations/fetch/output.ts';
import { lengthOf, planRanges } from '../../../operations/fetch/ranges.ts';
import { CliError } from '../../framework/errors/cli-error.ts';
import { explainError, isTransient } from '../../framework/errors/explain-error.ts';
import type { ProgressFile } from './progress-file.ts';
import { type Sink, StoreError, type Target } from './sink.ts';

/** What an object says of its content, which was verified before it was stored. */
const metadataOf = ({ treeHash, key }: JobOutput): Readonly<Record<string, string>> =>
  treeHash === undefined ? { 'glacier-job-id': key.jobId } : { 'sha256-tree-hash': treeHash };

/**
 * Creates a sink that stores each output as an object, by a multipart upload whose parts are its ranges.
 *
 * No object is overwritten. The progress file has the uploads and the tree hashes of their parts; parts
 * without one are stored again. Uploads that it does not note are of others: only `--abort` removes them.
 */
export const createS3Sink = (s3: S3Uploads, prefix: string, progress: ProgressFile): Sink => ({
  find: ({ name, output }) => storing(() => findObject(s3, prefix + name, output)),
  open: ({ name, output }) => storing(() => openTarget(s3, prefix + name, output, progress)),
  abort: ({ name }, whose) =>
    storing(async () => {
      const key = prefix + name;
      const uploads = whose === 'all' ? await s3.listUploads(key) : notedUploads(key, progress);
      for (const upload of uploads) await s3.abort(upload);
    }),
  close: progress.close,
});

const findObject = async (
  s3: S3Uploads,
  key: string,
  output: JobOutput,
): ReturnType<Sink['find']> => {
  const found = await s3.find(key);
  if (found === undefined) return 'absent';
  const isSame =
    found.size === output.sizeInBytes &&
    Object.entries(metadataOf(output)).every(([field, value]) => found.metadata[field] === value);
  return isSame ? 'same' : 'different';
};

const notedUploads = (key: string, progress: ProgressFile): readonly Upload[] => {
  const uploadId = progress.of(key)?.upload;
  return uploadId === undefined ? [] : [{ key, uploadId }];
};

const openTarget = async (
  s3: S3Uploads,
  key: string,
  output: JobOutput,
  progress: ProgressFile,
): Promise<Target> => {
  const { identity, sizeInBytes } = output;
  const ranges = planRanges(output);
  const begin = async (): Promise<Upload> => {
    const begun = { key, uploadId: await s3.begin(key, metadataOf(output)) };
    progress.note({ name: key, begin: identity, upload: begun.uploadId });
    return begun;
  };
  const known = progress.of(key);
  const [earlier] = notedUploads(key, progress);
  const isContinued = earlier !== undefined && known?.identity === identity;
  if (earlier !== undefined && !isContinued) await s3.abort(earlier);
  const parts = isContinued ? await s3.listParts(earlier) : undefined;
  const upload = isContinued && parts !== undefined ? earlier : await begin();
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
    note: async ({ index }, hash) => progress.note({ name: key, range: index, hash }),
    commit: () =>
      storing(async () => {
        const isCompleted = await s3.complete(upload, (await s3.listParts(upload)) ?? []);
        // The SDK repeats a request whose answer is lost: S3 then refuses to complete the upload again.
        const found = isCompleted ? 'same' : await findObject(s3, key, output);
        if (found === 'absent') {
          throw new CliError(
            `S3 has removed the unfinished upload of ${key}: run the same command again.`,
          );
        }
        if (found === 'different') {
          await s3.abort(upload);
          return false;
        }
        progress.note({ name: key, done: identity, size: sizeInBytes });
        return true;
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
    if (cause instanceof CliError) throw cause;
    const name = cause instanceof Error ? cause.name : '';
    throw new StoreError(`S3 did not store it: ${explainError(cause, {}).message}`, {
      cause,
      isTransient: isTransient(cause) || TRANSIENT.has(name),
    });
  }
};
