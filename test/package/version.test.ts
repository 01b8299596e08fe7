import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VERSION } from '../../cli/framework/version.ts';
import { cutReleaseNotes } from '../../package/release/release-notes.ts';
import packageJson from '../../package.json' with { type: 'json' };

const { version } = packageJson;
const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

it('is the same in the package, its lock file, the command, the changelog and the documents', () => {
  expect(VERSION).toBe(version);
  expect(JSON.parse(read('package-lock.json')).version).toBe(version);
  expect(read('CHANGELOG.md').match(/^## (\S+)/m)?.[1]).toBe(version);
  for (const page of ['docs/release.md', 'docs/package.md']) {
    const named = read(page).match(/(?<=glacier-job-notifier[-/])\d+\.\d+\.\d+/g) ?? [];
    expect([...new Set(named)]).toStrictEqual([version]);
  }
});

it('has notes of its own, and a version without notes cannot be released', () => {
  expect(cutReleaseNotes(read('CHANGELOG.md'), version)).toMatch(new RegExp(`^## ${version}[ \n]`));
  const changelog = '# Changelog\n\n## 1.2.30\n\nmore\n\n## 1.2.2\n';
  expect(cutReleaseNotes(changelog, '1.2.30')).toBe('## 1.2.30\n\nmore\n');
  expect(() => cutReleaseNotes(changelog, '1.2.3')).toThrow(
    'CHANGELOG.md has no section "## 1.2.3"',
  );
});
