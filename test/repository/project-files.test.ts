import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The commands of a workflow's steps. */
const commandsOf = (workflow: string): readonly string[] =>
  [...workflow.matchAll(/^ +- run: (.+)$/gm)].map(([, command = '']) => command);

describe('the workflow', () => {
  const workflow = read('.github/workflows/ci.yml');
  const commands = commandsOf(workflow);

  it('runs all gates and the demo with the Node of .nvmrc', () => {
    expect(commands.slice(0, 2)).toStrictEqual(['.ci/run', 'npm run demo']);
    expect(() => accessSync(join(root, '.ci/run'), constants.X_OK)).not.toThrow();
    expect(read('.nvmrc')).toBe('24\n');
  });

  it('runs on the oldest Node of package.json', () => {
    const [, oldest] = /^>=(.+)$/.exec(packageJson.engines.node)!;
    expect(workflow).toContain(`node-version: "${oldest}"`);
  });

  it('runs only scripts, programs and tests that exist', () => {
    const scripts = commands.flatMap((command) => /^npm run (\S+)/.exec(command)?.[1] ?? []);
    expect(scripts.filter((name) => !(name in packageJson.scripts))).toStrictEqual([]);
    const paths = commands.flatMap((command) => command.match(/\S+\/\S+/g) ?? []);
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toStrictEqual([]);
  });

  it('may only read, and uses actions of GitHub at a major version', () => {
    expect(workflow.match(/^ *permissions:(?:\n {2}.+)+/gm)).toStrictEqual([
      'permissions:\n  contents: read',
    ]);
    const actions = [...workflow.matchAll(/uses: (.+)$/gm)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
  });
});

describe('the issue forms', () => {
  const idsOf = (form: string): readonly string[] =>
    form
      .split(/^ {2}- /m)
      .filter((field) => field.includes('required: true'))
      .map((field) => /^ {4}id: (.+)$/m.exec(field)![1]!);

  it('ask for the doctor, the version and the settings of a bug', () => {
    const form = read('.github/ISSUE_TEMPLATE/bug.yml');
    expect(idsOf(form)).toStrictEqual(['behavior', 'doctor', 'version', 'settings']);
    expect(form).toContain('label: Output of `glacier-jobs doctor`');
  });

  it('have what GitHub requires of each', () => {
    const forms = readdirSync(join(root, '.github/ISSUE_TEMPLATE'));
    expect(forms.toSorted()).toStrictEqual(['bug.yml', 'config.yml', 'feature.yml']);
    for (const file of ['bug.yml', 'feature.yml']) {
      expect(read(`.github/ISSUE_TEMPLATE/${file}`)).toMatch(/^name: .+\ndescription: .+\n/);
    }
  });
});

describe('the address of the repository', () => {
  const address = packageJson.bugs.replace('/issues', '');

  it.each(['SECURITY.md', 'CODE_OF_CONDUCT.md', '.github/ISSUE_TEMPLATE/config.yml'])(
    'leads to the private report of %s',
    (file) => {
      expect(read(file)).toContain(`${address}/security/advisories/new`);
    },
  );

  it('is the same everywhere, and leads to files that exist', () => {
    expect([packageJson.homepage, packageJson.repository.url]).toStrictEqual([
      `${address}#readme`,
      `git+${address}.git`,
    ]);
    const links = read('.github/ISSUE_TEMPLATE/config.yml').match(/(?<=\/blob\/main\/)\S+/g) ?? [];
    expect(links).toStrictEqual(['docs/runbook.md']);
    expect(links.filter((file) => !existsSync(join(root, file)))).toStrictEqual([]);
  });
});

it('.gitattributes marks only files that exist as generated', () => {
  const patterns = [...read('.gitattributes').matchAll(/^(\S+) linguist-generated$/gm)];
  const idle = patterns.filter(
    ([, pattern = '']) =>
      execFileSync('git', ['ls-files', '--', pattern], { cwd: root }).length === 0,
  );
  expect(patterns.length).toBeGreaterThan(5);
  expect(idle).toStrictEqual([]);
});

it('Dependabot groups packages that are released together', () => {
  const groups = read('.github/dependabot.yml').match(/(?<=^ {6})[a-z-]+(?=:$)/gm);
  expect(groups).toStrictEqual(['aws-sdk', 'cdk', 'dev', 'actions']);
});
