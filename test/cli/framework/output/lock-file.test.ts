import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFile } from '../../../../cli/framework/output/lock-file.ts';

/** Above what a process can have on any system. */
const GONE = 4_194_304;

let folder: string;
let path: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'journal');
  lock = `${path}.lock`;
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is held by one process at a time, which it names, and leaves nothing behind', () => {
  const unlock = lockFile(path);
  expect(readFileSync(lock, 'utf8')).toMatch(new RegExp(`^${process.pid} ${hostname()}( |$)`));
  expect(() => lockFile(path)).toThrow(`or remove ${lock} if the process is gone`);
  expect(readdirSync(folder)).toStrictEqual(['journal.lock']);
  unlock();
  expect(readdirSync(folder)).toStrictEqual([]);
});

it.each(['', '0', 'NaN', 'no-process-id', String(GONE), `${GONE} ${hostname()}`])(
  'is taken from %j, which no longer runs',
  (holder) => {
    writeFileSync(lock, holder);
    lockFile(path)();
    expect(existsSync(lock)).toBe(false);
  },
);

it('is not taken from a process of another machine, which cannot be asked for', () => {
  writeFileSync(lock, `${GONE} elsewhere`);
  expect(() => lockFile(path)).toThrow(`by process ${GONE} on elsewhere`);
});

it('is not taken from a process of another container, whose numbers mean others', () => {
  writeFileSync(lock, `${GONE} ${hostname()} pid:[1]`);
  expect(() => lockFile(path)).toThrow(`by process ${GONE} on ${hostname()}`);
});

it.each([
  ['a file', 'journal'],
  ['a file to come', 'other'],
])('is the same by a symbolic link to %s', (_, target) => {
  writeFileSync(path, '');
  const link = join(folder, 'link');
  symlinkSync(target, link);
  const unlock = lockFile(link);
  expect(() => lockFile(join(folder, target))).toThrow('is in use by');
  unlock();
});

it('is not taken from a dead process by two at the same time', () => {
  writeFileSync(lock, String(GONE));
  writeFileSync(`${lock}.removing`, `${process.pid} ${hostname()}`);
  expect(() => lockFile(path)).toThrow('is in use by');
  expect(readFileSync(lock, 'utf8')).toBe(String(GONE));
});
