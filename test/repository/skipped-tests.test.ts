import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ALLOWED_SKIPS } from '../support/skipped-tests.ts';

const REPORTER = join(import.meta.dirname, '../support/skipped-tests.ts');
const VITEST = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skipped-'));
  write(
    'vitest.config.ts',
    `import { failOnSkippedTests } from ${JSON.stringify(REPORTER)};
     export default { test: { globals: true, reporters: [failOnSkippedTests] } };`,
  );
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};

/** Runs the project; returns how the run ended, and the tests that it names. */
const run = (ci: string | undefined) => {
  const { CI: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [VITEST, 'run'], {
    cwd: root,
    env: ci === undefined ? env : { ...env, CI: ci },
    encoding: 'utf8',
  });
  return { status, named: [...stderr.matchAll(/^- (.*)$/gm)].map(([, name]) => name) };
};

const SKIPS = `
  it('runs', () => {});
  it.skip('a skipped test', () => {});
  it('a test that skips itself', ({ skip }) => skip());
  it.todo('a test to do');
  describe.skip('a group', () => { it('that is skipped', () => {}); });`;

it('fails a run of CI that skips tests, and names them', () => {
  write('some.test.ts', SKIPS);
  const { status, named } = run('1');
  expect(status).toBe(1);
  expect(named.toSorted()).toStrictEqual([
    'some.test.ts > a group > that is skipped',
    'some.test.ts > a skipped test',
    'some.test.ts > a test that skips itself',
    'some.test.ts > a test to do',
  ]);
});

it('fails no run outside of CI', () => {
  write('some.test.ts', SKIPS);
  expect(run(undefined)).toStrictEqual({ status: 0, named: [] });
});

it('allows the tests on the list to be skipped, and no others of their file', () => {
  const file = 'test/docs/queries.test.ts';
  const allowed = "describe('the py of docs/queries.md', () => { it.skip('answers', () => {}); });";
  write('some.test.ts', "it('runs', () => {});");
  write(file, allowed);
  expect(run('1')).toStrictEqual({ status: 0, named: [] });
  const ts = allowed.replace('py', 'ts');
  const todo = allowed.replace("skip('answers', () => {})", "todo('tests')");
  write(file, `${allowed}\n${ts}\n${todo}`);
  expect(run('1')).toStrictEqual({
    status: 1,
    named: [
      `${file} > the ts of docs/queries.md > answers`,
      `${file} > the py of docs/queries.md > tests`,
    ],
  });
});

/** CI installs what these need. */
const NEVER_SKIPPED_IN_CI = [
  'test/cli/fetch/fetch-volume.slow.test.ts',
  'test/docs/ids-cli.slow.test.ts',
  'test/docs/queries-cli.slow.test.ts',
  'test/docs/subscribe-cli.slow.test.ts',
  'test/sandbox/emulators.test.ts',
];

it('lists every file that skips tests', () => {
  const files = globSync('test/**/*.test.ts', { cwd: join(import.meta.dirname, '../..') });
  const skipping = files.filter(
    (file) =>
      !file.startsWith('test/repository/') &&
      /\.(?:skipIf|runIf)\(|\{[^{}()]*\bskip\b,?\s*\}/.test(readFileSync(file, 'utf8')),
  );
  const expected = [...ALLOWED_SKIPS.map(({ file }) => file), ...NEVER_SKIPPED_IN_CI];
  expect(skipping.toSorted()).toStrictEqual(expected.toSorted());
});
