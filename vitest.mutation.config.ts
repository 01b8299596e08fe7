import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/{lambdas/core,operations}/**/*.test.ts',
      'test/registry/{*-job,target}.test.ts',
      'test/lambdas/*/handler.test.ts',
      'test/lambdas/vault-notifications/{answer,rollback}.test.ts',
      'test/lambdas/adapters/dynamo/**/*.test.ts',
      'test/fuzz/intake.test.ts',
    ],
    setupFiles: ['test/support/short-properties.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
