import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/**/*.slow.test.ts'],
    // The tests wait for each other's servers more than they compute: one worker less than there are
    // cores, which is the default, leaves two cores half idle.
    maxWorkers: Math.max(3, availableParallelism()),
    testTimeout: 30_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['lambdas/**/*.ts'],
      exclude: ['lambdas/*/index.ts'],
      thresholds: { 'lambdas/core/**': { lines: 100, functions: 100, statements: 100 } },
    },
  },
});
