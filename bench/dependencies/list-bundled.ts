import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod';
import { bundling, functionEntries, projectRoot } from '../../lib/functions/runtime/bundling.ts';
import { readLicense } from './read-license.ts';

/** A package of which at least a part ships in a function's bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** The SPDX expression of its package.json. */
  readonly license: string;
  /** The text of the license, with the notices of the package. */
  readonly licenseText: string;
  /** The functions that carry it, by their folders. */
  readonly functions: readonly string[];
}

const PackageJson = z.object({
  version: z.string(),
  license: z.string().default('none is named'),
});

const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Lists what ships in the bundles of all functions, from what esbuild says that went into them. */
export const listBundled = async (): Promise<BundledPackage[]> => {
  const entryPoints = functionEntries();
  const { metafile } = await build({ ...bundling, entryPoints, write: false, metafile: true });
  const parts = Object.entries(metafile.outputs).flatMap(([output, { inputs }]) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([input]) => ({ folder: PACKAGE.exec(input)?.[0], fn: basename(output, '.js') })),
  );
  const packages = Map.groupBy(parts, ({ folder = '' }) => folder);
  packages.delete('');
  return [...packages.keys()].sort().map((folder) => {
    const { version, license } = PackageJson.parse(
      JSON.parse(readFileSync(join(projectRoot, folder, 'package.json'), 'utf8')),
    );
    const functions = [...new Set(packages.get(folder)?.map(({ fn }) => fn))].sort();
    const name = folder.replace(/^.*node_modules\//, '');
    const licenseText = readLicense(join(projectRoot, folder), name, license);
    return { name, version, license, licenseText, functions };
  });
};
