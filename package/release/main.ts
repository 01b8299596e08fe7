// Makes release/ as `npm run release -- -c glacierJobNotifier.vaults=photos`; see docs/release.md.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { projectRoot } from '../../lib/functions/runtime/bundling.ts';
import { SettingsError } from '../../lib/settings/issues/settings-error.ts';
import { ReleaseError } from './release-error.ts';
import { cutReleaseNotes } from './release-notes.ts';
import { writeSbom } from './write-sbom.ts';
import { CODE_PREFIX, writeTemplate } from './write-template.ts';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const CHECKSUMS = 'SHA256SUMS';
/** Every release has them, and no other folder all of them. */
const RELEASE_FILES = [CHECKSUMS, 'template.json', 'sbom.cdx.json', 'functions'];
const PackageJson = z.object({ name: z.string(), version: z.string() });
const CdkJson = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

/** Reads the options: `-c` as of `cdk synth`, and the folder. */
const readOptions = () => {
  const { values } = parseArgs({
    options: {
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      output: { type: 'string', short: 'o', default: join(projectRoot, 'release') },
    },
  });
  const given = values.context.map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
    throw new ReleaseError(
      `-c ${text} is not a setting: write -c name=value, as in -c glacierJobNotifier.vaults=photos.`,
    );
  });
  return { folder: readFolder(values.output), context: Object.fromEntries(given) };
};

/** Only an empty folder or an earlier release is replaced. */
const readFolder = (path: string): string => {
  const folder = resolve(path);
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder);
  const isRelease = RELEASE_FILES.every((name) => names.includes(name));
  if (names.length === 0 || isRelease) return folder;
  throw new ReleaseError(
    `-o ${path} has files that are not of a release: choose an empty folder, or delete them.`,
  );
};

const writeChecksums = (folder: string): void => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const sums = files.map((file) => {
    const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
    return `${sum}  ${relative(folder, file).replaceAll('\\', '/')}\n`;
  });
  writeFileSync(join(folder, CHECKSUMS), sums.join(''));
};

const release = async (): Promise<void> => {
  const options = readOptions();
  const { name, version } = PackageJson.parse(JSON.parse(read('package.json')));
  const notes = cutReleaseNotes(read('CHANGELOG.md'), version);
  const defaults = CdkJson.parse(JSON.parse(read('cdk.json'))).context;
  // An earlier release stays until this one is complete.
  const folder = mkdtempSync(`${options.folder}.partial-`);
  chmodSync(folder, 0o755);
  try {
    writeTemplate(folder, { ...defaults, ...options.context });
    writeFileSync(join(folder, 'RELEASE-NOTES.md'), notes);
    await writeSbom(join(folder, 'sbom.cdx.json'), name);
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: projectRoot,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    writeChecksums(folder);
    rmSync(options.folder, { recursive: true });
    renameSync(folder, options.folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(
    `Made ${options.folder}. Copy its functions/ to ${CODE_PREFIX} of a bucket, then deploy its template.json: see docs/release.md.\n`,
  );
};

try {
  await release();
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof ReleaseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
