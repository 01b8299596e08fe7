import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod';
import { bundling, functionFolders, projectRoot } from '../../lib/functions/runtime/bundling.ts';
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

/** Lists what ships in the bundles of all functions, from what esbuild says that went into them. */
export const listBundled = async (): Promise<BundledPackage[]> => {
  const names = functionFolders();
  const folders = await Promise.all(names.map(bundledFolders));
  const all = [...new Set(folders.flat())].sort();
  return all.map((folder) => {
    const { version, license } = PackageJson.parse(
      JSON.parse(readFileSync(join(projectRoot, folder, 'package.json'), 'utf8')),
    );
    const functions = names.filter((_, index) => folders[index]?.includes(folder));
    const name = nameOf(folder);
    const licenseText = readLicense(join(projectRoot, folder), name, license);
    return { name, version, license, licenseText, functions };
  });
};

/** The folders of packages with at least a byte in the bundle of a function. */
const bundledFolders = async (name: string): Promise<string[]> => {
  const entryPoints = [`lambdas/${name}/index.ts`];
  const options = { ...bundling, write: false, metafile: true, entryPoints } as const;
  const { metafile } = await build(options);
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const present = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return [...new Set(present.map(([file]) => packageFolder(file)))].filter((one) => one !== '');
};

const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

const packageFolder = (file: string): string => PACKAGE.exec(file)?.[0] ?? '';

const nameOf = (folder: string): string => folder.replace(/^.*node_modules\//, '');
