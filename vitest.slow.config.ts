import { configDefaults, defineConfig } from 'vitest/config';
import { failOnSkippedTests } from './test/support/skipped-tests.ts';

/** What needs a program or packages from outside, or too long for every `npm test`. */
export default defineConfig({
  test: {
    globalSetup: 'test/support/tidy-up.ts',
    reporters: [...configDefaults.reporters, failOnSkippedTests],
    include: ['test/**/*.slow.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
