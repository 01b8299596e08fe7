import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { whileAloneInDist } from '../support/alone-in-dist.ts';

const projectRoot = join(import.meta.dirname, '../..');

// The variables that `npm run` sets describe this project, not the one that is made here.
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local)/.test(name),
  ),
);

const PackReport = z.tuple([
  z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }),
]);

/** A project that has nothing but this package installed. */
export interface PackedProject {
  readonly folder: string;
  /** The packed package, by its path from the folder. */
  readonly tarball: string;
  /** The files of the package. */
  readonly files: readonly string[];
  /** Reads a file of the installed package. */
  read(path: string): string;
  write(path: string, text: string): void;
  /** Installs further packages. */
  install(...packages: readonly string[]): void;
  /** Runs a program there and returns what it prints. */
  run(command: string, ...args: readonly string[]): string;
  remove(): void;
}

/** Packs this project as `npm publish` would, and installs it into an empty one. */
export const createPackedProject = (): PackedProject => {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const run = (command: string, ...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      env: environment,
    });
    if (status === 0) return stdout;
    throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  };
  const install = (...packages: readonly string[]) =>
    run(
      'npm',
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      ...packages,
    );
  const pack = whileAloneInDist(() =>
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: environment,
    }),
  );
  const [{ filename, files }] = PackReport.parse(JSON.parse(pack));
  writeFileSync(
    join(folder, 'package.json'),
    '{"name":"somebodys","private":true,"type":"module"}',
  );
  install(`./${filename}`);
  const installed = join(folder, 'node_modules/glacier-job-notifier');
  return {
    folder,
    tarball: filename,
    files: files.map(({ path }) => path),
    read: (path) => readFileSync(join(installed, path), 'utf8'),
    write: (path, text) => writeFileSync(join(folder, path), text),
    install,
    run,
    remove: () => rmSync(folder, { recursive: true }),
  };
};
