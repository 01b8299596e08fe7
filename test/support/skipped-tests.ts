import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** A test that may be skipped where a machine lacks what it needs. */
interface AllowedSkip {
  readonly file: string;
  /** The beginnings of the full names of the tests. */
  readonly tests: readonly string[];
  readonly reason: string;
}

/** What CI may skip. An entry may stay without a skipped test: some machines have everything. */
export const ALLOWED_SKIPS: readonly AllowedSkip[] = [
  {
    file: 'test/cli/completion.slow.test.ts',
    tests: ['the script of zsh > ', 'the script of fish > '],
    reason: 'They need zsh and fish.',
  },
  {
    file: 'test/cli/groups/report/report-in-chromium.test.ts',
    tests: ['the report in the browser that CHROMIUM names > '],
    reason: 'They need a Chromium, which the environment variable CHROMIUM names.',
  },
  {
    file: 'test/deployment/deployed-service.test.ts',
    tests: ['the service as deployed to AWS_ENDPOINT_URL > '],
    reason: 'It needs an emulator of AWS and takes four minutes.',
  },
  {
    file: 'test/deployment/released-folder.test.ts',
    tests: ['the release folder as deployed to AWS_ENDPOINT_URL > '],
    reason: 'It needs an emulator of AWS and the AWS CLI, and takes three minutes.',
  },
  {
    file: 'test/deployment/upgrade.test.ts',
    tests: ['an upgrade at AWS_ENDPOINT_URL from the version before groups > '],
    reason: 'It needs an emulator of AWS, the AWS CLI and the history of the repository.',
  },
  {
    file: 'test/sandbox/update.slow.test.ts',
    tests: ['an update from the version before groups > '],
    reason: 'It needs the history of the repository.',
  },
  {
    file: 'test/docs/receivers.test.ts',
    tests: ['receiver.py', 'receiver.go', 'Receiver.java', 'verify_by_hand.py'].map(
      (example) => `docs/examples/${example} > `,
    ),
    reason: 'They need Python, Go, a JDK and their libraries of Standard Webhooks.',
  },
  {
    file: 'test/docs/events.test.ts',
    tests: ['has a Python type of every event'],
    reason: 'It needs Python 3.11.',
  },
  {
    file: 'test/docs/consumers.test.ts',
    tests: ['docs/examples/fetch_outputs.py > '],
    reason: 'It needs Python with boto3.',
  },
  {
    file: 'test/docs/queries.test.ts',
    tests: ['the py of docs/queries.md > '],
    reason: 'It needs Python with boto3.',
  },
];

/** A test without a body is never allowed. */
const isAllowed = ({ module, fullName, options }: TestCase): boolean =>
  options.mode !== 'todo' &&
  ALLOWED_SKIPS.some(
    ({ file, tests }) =>
      file === module.relativeModuleId && tests.some((begin) => fullName.startsWith(begin)),
  );

const findForbiddenSkips = (modules: readonly TestModule[]): readonly string[] =>
  modules
    .flatMap((module) => [...module.children.allTests('skipped')])
    .filter((test) => !isAllowed(test))
    .map((test) => `${test.module.relativeModuleId} > ${test.fullName}`);

/** Fails a passing run of CI in which a test is skipped that `ALLOWED_SKIPS` does not name. */
export const failOnSkippedTests: Reporter = {
  onTestRunEnd: (modules, _errors, reason) => {
    if (process.env['CI'] === undefined || reason !== 'passed') return;
    const found = findForbiddenSkips(modules);
    if (found.length === 0) return;
    process.exitCode = 1;
    process.stderr.write(
      [
        'CI may not skip these tests: run them, or add them to test/support/skipped-tests.ts.',
        ...found.map((name) => `- ${name}`),
        '',
      ].join('\n'),
    );
  },
};
