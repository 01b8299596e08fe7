import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/**/*.slow.test.ts'],
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
