import { constants, createReadStream } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type NamedOutput, PART_SUFFIX } from '../../../operations/fetch/names.ts';
import { planRanges } from '../../../operations/fetch/ranges.ts';
import { createVerifier } from '../../../operations/fetch/verifier.ts';
import { openProgressFile, type ProgressFile } from './progress-file.ts';
import { type Sink, StoreError, type Target } from './sink.ts';

/** No output has a name with a dot at its beginning. */
const PROGRESS_FILE = '.glacier-jobs-fetch';

/**
 * Creates a sink that stores each output as a file of a folder.
 *
 * An output is `NAME.part` until it is whole, right and durable; no file is ever overwritten.
 */
export const createFolderSink = async (
  folder: string,
  progressFile = join(folder, PROGRESS_FILE),
): Promise<Sink> => {
  await storing(folder, () => mkdir(folder, { recursive: true }));
  const progress = openProgressFile(progressFile);
  return {
    find: (named) => findFile(join(folder, named.name), named, progress),
    open: (named) => openTarget(folder, named, progress),
    abort: ({ name }) => rm(join(folder, `${name}${PART_SUFFIX}`), { force: true }),
    close: progress.close,
  };
};

const findFile = async (
  path: string,
  { name, output }: NamedOutput,
  progress: ProgressFile,
): ReturnType<Sink['find']> => {
  const found = await statFile(path);
  if (found === undefined) return 'absent';
  if (!found.isFile() || found.size !== output.sizeInBytes) return 'different';
  const { done } = progress.of(name, output.identity) ?? {};
  if (done?.size === found.size && done.time === found.mtimeMs) return 'same';
  const verifier = createVerifier(output);
  for await (const chunk of createReadStream(path)) verifier.update(chunk);
  return verifier.verdict().kind === 'wrong' ? 'different' : 'same';
};

const openTarget = async (
  folder: string,
  { name, output }: NamedOutput,
  progress: ProgressFile,
): Promise<Target> => {
  const path = join(folder, name);
  const part = `${path}${PART_SUFFIX}`;
  const { sizeInBytes, identity } = output;
  const isResumable = planRanges(output).length > 1;
  const known = isResumable ? progress.of(name, identity) : undefined;
  const found = await statFile(part);
  const isKept = known !== undefined && found?.isFile() === true && found.size === sizeInBytes;
  if (!isKept) {
    await rm(part, { force: true });
    if (isResumable) progress.note({ name, begin: identity });
  }
  const file = await storing(part, () => openPart(part, sizeInBytes));
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
    commit: async () => {
      await storing(part, () => file.sync());
      if (!(await storing(path, () => publish(part, path)))) return false;
      await storing(folder, () => syncFolder(folder));
      const { mtimeMs } = await lstat(path);
      progress.note({ name, done: identity, size: sizeInBytes, time: mtimeMs });
      return true;
    },
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

/** Makes a new name durable; Windows cannot open a folder, and needs no flush. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
};

const storing = async <Result>(path: string, write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const remedy =
      'Make room or change the permissions, then run the same command again to resume.';
    throw new StoreError(`Cannot write ${path}: ${why}. ${remedy}`, { cause, isTransient: false });
  }
};

const codeOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, 'code') : undefined;
