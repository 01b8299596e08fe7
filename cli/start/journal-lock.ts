import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from '../framework/cli-error.ts';

/**
 * Keeps a second start from using the same journal at the same time; returns what ends that.
 *
 * @throws CliError when another process holds it.
 */
export const lockJournal = (path: string): (() => void) => {
  const lock = `${realPath(path)}.lock`;
  if (!take(lock)) {
    const holder = readHolder(lock);
    if (isHeld(holder)) throw inUse(path, lock, holder);
    removeStale(path, lock, holder);
    if (!take(lock)) throw inUse(path, lock, readHolder(lock));
  }
  return () => rmSync(lock, { force: true });
};

/** Where a journal is or will be: its lock is the same by whatever symbolic link it is named. */
const realPath = (path: string): string =>
  attempt(() => realpathSync(path)) ??
  attempt(() => realPath(resolve(dirname(path), readlinkSync(path)))) ??
  attempt(() => join(realpathSync(dirname(path)), basename(path))) ??
  path;

const attempt = (read: () => string): string | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** In which numbers of processes this one's is unique; unknown outside of Linux. */
const namespace = (): string => attempt(() => readlinkSync('/proc/self/ns/pid')) ?? '';

/** The lock appears with its content at once: nobody finds it empty. */
const take = (lock: string): boolean => {
  const own = `${lock}.${randomUUID()}`;
  try {
    writeFileSync(own, `${process.pid} ${hostname()} ${namespace()}`.trim(), {
      flag: 'wx',
      mode: 0o600,
    });
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(`The journal cannot be written: ${why}. Nothing was started.`, {
      cause: error,
    });
  } finally {
    rmSync(own, { force: true });
  }
};

/** Takes away the lock of a process that crashed: one starter at a time, and no lock that is new. */
const removeStale = (path: string, lock: string, stale: string | undefined): void => {
  const guard = `${lock}.removing`;
  if (!take(guard)) throw inUse(path, guard, readHolder(guard));
  try {
    if (readHolder(lock) === stale) rmSync(lock, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
};

/** The process that holds a lock, its machine, and there the namespace of its number. */
const readHolder = (lock: string): string | undefined => attempt(() => readFileSync(lock, 'utf8'));

/** Returns whether a lock holds: a process of another machine or container counts as alive, an unreadable holder as dead. */
const isHeld = (holder: string | undefined): boolean => {
  const [, pid, host = hostname(), space = namespace()] =
    /^([1-9]\d*)(?: (\S+))?(?: (\S+))?$/.exec(holder ?? '') ?? [];
  if (pid === undefined) return false;
  return host !== hostname() || space !== namespace() || isAlive(Number(pid));
};

/** Asks for a process without touching it; one that may not be touched is alive too. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

const codeOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, 'code') : undefined;

const inUse = (path: string, lock: string, holder: string | undefined): CliError => {
  const [pid = '?', host = hostname()] = holder?.split(' ') ?? [];
  return new CliError(
    `The journal ${path} is in use by the process ${pid} on ${host}: wait for it to end, or remove ${lock} if it is gone. Nothing was started.`,
  );
};
