import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { failOnSkippedTests } from './test/support/skipped-tests.ts';

/** Their modules keep what belongs to one file: servers, and the environment of a function. */
const APART = [
  'test/{sandbox,chaos}/**/*.test.ts',
  'test/cli/**/*.test.ts',
  'test/lambdas/*/index.test.ts',
];
const SLOW = ['**/node_modules/**', 'test/**/*.slow.test.ts'];

/** Begins with what takes longest, so that one core does not end alone with it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const first = (file: TestSpecification) =>
      ['cli/fetch', 'cli/'].findIndex((part) => file.moduleId.includes(part)) + 1 || 9;
    return (await super.sort(files)).sort((one, other) => first(one) - first(other));
  }
}

export default defineConfig({
  test: {
    // Tests wait for servers more than they compute; the default, one less than there are cores,
    // would leave two cores half idle.
    maxWorkers: Math.max(3, availableParallelism()),
    globalSetup: 'test/support/tidy-up.ts',
    reporters: [...configDefaults.reporters, failOnSkippedTests],
    sequence: { sequencer: LongestFirst, shuffle: { tests: true, files: false } },
    // The CDK's validation would take most of each synthesis; test/lib/validation.test.ts switches it on.
    env: { CDK_VALIDATION: 'false' },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'apart', include: APART, exclude: SLOW },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...SLOW, ...APART],
          // Loading the CDK and the SDK again for every file takes longer than the tests.
          isolate: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      reporter: ['text-summary', 'html'],
      include: ['{lambdas,operations,registry}/**/*.ts'],
      exclude: ['lambdas/*/index.ts'],
      thresholds: {
        lines: 99,
        functions: 99,
        statements: 98.5,
        branches: 95,
        '{lambdas/core,operations/!(aws)}/**': { lines: 99.5, functions: 99.5, statements: 99.5 },
      },
    },
  },
});
