import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BundledPackage, listBundled } from '../../../bench/dependencies/list-bundled.ts';
import { readLicense } from '../../../bench/dependencies/read-license.ts';
import { LICENSES_FILE, writeLicenses } from '../../../bench/dependencies/write-licenses.ts';
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
    findForbidden([
      { name: 'x', version: '1', license: 'GPL-3.0', licenseText: '', functions: [] },
    ]),
  ).toStrictEqual(['x: GPL-3.0']);
});

describe('the license texts', () => {
  const kept = readFileSync(LICENSES_FILE, 'utf8');

  it('are up to date', () => {
    expect(kept, 'run npm run docs:dependencies').toBe(writeLicenses(packages));
  });

  it('name every package in a bundle above a whole license', () => {
    const sections = kept.split(/^={80}$/m).slice(1);
    const whole = sections.filter((section) =>
      /WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND|PROVIDED "AS IS", WITHOUT WARRANTY/.test(
        section,
      ),
    );
    const named = whole.flatMap((section) => section.match(/^(\S+) (?=\d\S* \()/gm) ?? []);
    expect(named.map((name) => name.trim()).toSorted()).toStrictEqual(
      packages.map(({ name }) => name).toSorted(),
    );
  });

  it('keep the copyright line of a package with an own license and of one without a file', () => {
    expect(kept).toContain('Copyright (c) 2025 Colin McDonnell');
    expect(kept).toContain('Copyright (c) 2017-2026 will Farrell');
  });

  it('need the copyright line of a package without a license file', () => {
    expect(() => readLicense('bin', 'x', 'MIT')).toThrow(
      'x has no license file: add its copyright line to COPYRIGHTS.',
    );
  });
});
