import { markdownTable } from '../report/markdown-table.ts';
import type { BundledPackage } from './list-bundled.ts';

/** Where the list is kept. */
export const LIST_FILE = 'docs/results/bundled-dependencies.md';

/** Licences that a package in a bundle may have: all that ask for no more than their notice. */
export const ALLOWED_LICENSES: readonly string[] = [
  'Apache-2.0',
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
];

/** Lists the packages whose licence is not among the allowed ones. */
export const findForbidden = (packages: readonly BundledPackage[]): string[] =>
  packages
    .filter(({ license }) => !ALLOWED_LICENSES.includes(license))
    .map(({ name, license }) => `${name}: ${license}`);

/** Writes the list as Markdown. */
export const writeList = (packages: readonly BundledPackage[]): string => {
  const every = Math.max(...packages.map(({ functions }) => functions.length));
  const rows = packages.map(({ name, version, license, functions }) => {
    const where = functions.length === every ? 'all' : functions.join(', ');
    return [name, version, license, where];
  });
  return [...HEAD, ...markdownTable(COLUMNS, rows, 'left'), ''].join('\n');
};

const COLUMNS = ['Package', 'Version', 'License', 'Functions'];

const HEAD = [
  '# Bundled dependencies',
  '',
  'The npm packages with at least a byte in the bundle of a function, as esbuild reports it. A bundle needs only',
  'Node. `npm run docs:dependencies` writes this page. A test fails when it is out of date, or when a license is',
  'not one of those in `bench/dependencies/write-list.ts`. [The license texts](../../THIRD-PARTY-LICENSES.txt) ship with',
  'the npm package.',
  '',
];
