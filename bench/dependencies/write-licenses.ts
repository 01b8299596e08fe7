import type { BundledPackage } from './list-bundled.ts';

/** The file with the license texts of what ships in the bundles. */
export const LICENSES_FILE = 'THIRD-PARTY-LICENSES.txt';

/** Writes each license text once, below the packages that it applies to. */
export const writeLicenses = (packages: readonly BundledPackage[]): string => {
  const groups = Map.groupBy(packages, ({ licenseText }) => licenseText);
  const parts = [...groups].map(([text, group]) =>
    [
      ...group.map(({ name, version, license }) => `${name} ${version} (${license})`),
      '',
      text,
    ].join('\n'),
  );
  return `${[HEAD, ...parts].join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
};

const HEAD = `Licenses of the npm packages of which a part ships in the bundles of the functions.
"npm run docs:dependencies" writes this file.`;
