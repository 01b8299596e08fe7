import { constants, createReadStream } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type NamedOutput, PART_SUFFIX } from '../../../operations/fetch/names.ts';
import { planRanges } from '../../../operations/fetch/ranges.ts';
import { createVerifier } from '../../../operations/fetch/verifier.ts';
import { CliError } from '../../framework/errors/cli-error.ts';
import { openProgressFile, type ProgressFile } from './progress-file.ts';
import { type Sink, StoreError, type Target } from './sink.ts';

/** No output has a name with a dot at its beginning. */
const PROGRESS_FILE = '.glacier-jobs-fetch';

/**
 * Creates a sink that stores each output as a file of a folder.
 *
 * An output is `NAME.part` until it is whole, right and durable; no file is ever overwritten. The progress
 * file is in the folder: one that noted the ranges of two folders would take the holes of one for stored.
 */
export const createFolderSink = async (folder: string): Promise<Sink> => {
  await storing(folder, async () => {
    const created = await mkdir(folder, { recursive: true });
    if (created !== undefined) await flush(dirname(created));
  });
  const progress = openProgressFile(join(folder, PROGRESS_FILE));
  return {
    find: (named) => storing(folder, () => findFile(folder, named, progress)),
    open: (named) => storing(folder, () => openTarget(folder, named, progress)),
    abort: ({ name }) => rm(join(folder, `${name}${PART_SUFFIX}`), { force: true }),
    close: progress.close,
  };
};

const findFile = async (
  folder: string,
  { name, output }: NamedOutput,
  progress: ProgressFile,
): ReturnType<Sink['find']> => {
  const path = join(folder, name);
  const found = await statFile(path);
  if (found === undefined) return 'absent';
  if (!found.isFile() || found.size !== output.sizeInBytes) return 'different';
  const { done, identity } = progress.of(name) ?? {};
  const isDone = done?.size === found.size && done.time === found.mtimeMs;
  if (isDone && identity === output.identity) return 'same';
  const verifier = createVerifier(output);
  for await (const chunk of createReadStream(path)) verifier.update(chunk);
  if (verifier.verdict().kind === 'wrong') return 'different';
  await flush(path);
  await finish(folder, { name, output }, progress);
  return 'same';
};

/** Notes an output whose file is durable, after its name is. */
const finish = async (
  folder: string,
  { name, output }: NamedOutput,
  progress: ProgressFile,
): Promise<void> => {
  await flush(folder);
  const { mtimeMs } = await lstat(join(folder, name));
  progress.note({ name, done: output.identity, size: output.sizeInBytes, time: mtimeMs });
};

const openTarget = async (
  folder: string,
  named: NamedOutput,
  progress: ProgressFile,
): Promise<Target> => {
  const { name, output } = named;
  const path = join(folder, name);
  const part = `${path}${PART_SUFFIX}`;
  const { sizeInBytes, identity } = output;
  const isResumable = planRanges(output).length > 1;
  const known = isResumable ? progress.of(name) : undefined;
  const found = await statFile(part);
  const isKept =
    known?.identity === identity && found?.isFile() === true && found.size === sizeInBytes;
  if (!isKept) {
    await rm(part, { force: true });
    if (isResumable) progress.note({ name, begin: identity });
  }
  const file = await openPart(part, sizeInBytes);
  return {
    stored: new Map(isKept ? known.hashes : []),
    store: async ({ start }, bytes) => {
      let position = start;
      for await (const chunk of bytes) {
        await storing(part, () => writeAll(file, chunk, position));
        position += chunk.length;
      }
    },
    note: async ({ index }, hash) => {
      if (!isResumable) return;
      await storing(part, () => file.datasync());
      progress.note({ name, range: index, hash });
    },
    commit: () =>
      storing(path, async () => {
        await file.sync();
        const isPublished = await publish(part, path);
        if (isPublished) await finish(folder, named, progress);
        return isPublished;
      }),
    discard: () => rm(part, { force: true }),
    close: () => file.close(),
  };
};

const statFile = async (path: string) => {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Opens or creates a file of the whole size, which takes no space yet; a link is not followed. */
const openPart = async (path: string, sizeInBytes: number): Promise<FileHandle> => {
  const { O_RDWR, O_CREAT, O_NOFOLLOW = 0 } = constants;
  const file = await open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o666);
  await file.truncate(sizeInBytes);
  return file;
};

const writeAll = async (file: FileHandle, chunk: Uint8Array, position: number): Promise<void> => {
  let written = 0;
  while (written < chunk.length) {
    const rest = chunk.length - written;
    written += (await file.write(chunk, written, rest, position + written)).bytesWritten;
  }
};

/** Gives a file its name, unless that is taken: unlike a rename, a link never replaces a file. */
const publish = async (part: string, path: string): Promise<boolean> => {
  try {
    await link(part, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // File systems without links, such as exFAT.
    if ((await statFile(path)) !== undefined) return false;
    await rename(part, path);
  }
  await rm(part, { force: true });
  return true;
};

/** Makes a file or the names of a folder durable; Windows cannot flush what is opened to be read. */
const flush = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(path);
  await handle.sync().finally(() => handle.close());
};

const storing = async <Result>(path: string, write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    const remedy =
      'Make room or change the permissions, then run the same command again to resume.';
    throw new StoreError(`Cannot write ${path}: ${why}. ${remedy}`, { cause, isTransient: false });
  }
};

const codeOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, 'code') : undefined;
