import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { type BundledPackage, listBundled } from '../../../bench/dependencies/list-bundled.ts';
import { findForbidden, LIST_FILE, writeList } from '../../../bench/dependencies/write-list.ts';

let packages: BundledPackage[];

beforeAll(async () => {
  packages = await listBundled();
});

it('the list of what ships in the bundles is up to date', () => {
  const kept = readFileSync(LIST_FILE, 'utf8');
  expect(kept, 'run npm run docs:dependencies').toBe(writeList(packages));
});

it('every package in a bundle has a licence that asks for no more than its notice', () => {
  expect(packages.length).toBeGreaterThan(10);
  expect(findForbidden(packages)).toStrictEqual([]);
  expect(
    findForbidden([{ name: 'x', version: '1', license: 'GPL-3.0', functions: [] }]),
  ).toStrictEqual(['x: GPL-3.0']);
});
