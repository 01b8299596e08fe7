import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from '../errors/cli-error.ts';

/**
 * Prevents a second process from using the same file concurrently; returns the release function.
 *
 * @throws CliError when another process holds it.
 */
export const lockFile = (path: string): (() => void) => {
  const lock = `${realPath(path)}.lock`;
  if (!take(lock)) {
    const holder = readHolder(lock);
    if (isHeld(holder)) throw inUse(path, lock, holder);
    removeStale(path, lock, holder);
    if (!take(lock)) throw inUse(path, lock, readHolder(lock));
  }
  return () => rmSync(lock, { force: true });
};

/** Resolves symbolic links, so that every path to a file has the same lock. */
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

/** The PID namespace of this process; unknown outside Linux. */
const namespace = (): string => attempt(() => readlinkSync('/proc/self/ns/pid')) ?? '';

/** Creates the lock atomically with its content, so that it is never seen empty. */
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
    throw new CliError(`Cannot write ${lock}: ${why}. Nothing was done.`, { cause: error });
  } finally {
    rmSync(own, { force: true });
  }
};

/** Removes the lock of a crashed process: one starter at a time, and never a new lock. */
const removeStale = (path: string, lock: string, stale: string | undefined): void => {
  const guard = `${lock}.removing`;
  if (!take(guard)) throw inUse(path, guard, readHolder(guard));
  try {
    if (readHolder(lock) === stale) rmSync(lock, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
};

/** The process that holds a lock, its host and its PID namespace. */
const readHolder = (lock: string): string | undefined => attempt(() => readFileSync(lock, 'utf8'));

/** Returns whether a lock holds: a process of another machine or container counts as alive, an unreadable holder as dead. */
const isHeld = (holder: string | undefined): boolean => {
  const [, pid, host = hostname(), space = namespace()] =
    /^([1-9]\d*)(?: (\S+))?(?: (\S+))?$/.exec(holder ?? '') ?? [];
  if (pid === undefined) return false;
  return host !== hostname() || space !== namespace() || isAlive(Number(pid));
};

/** Sends signal 0; a process that may not be signalled is alive too. */
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
    `${path} is in use by process ${pid} on ${host}: wait for it to end, or remove ${lock} if the process is gone. Nothing was done.`,
  );
};
