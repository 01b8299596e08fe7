import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('a synthesis with a misspelled setting prints sentences, without a stack trace', () => {
  const context = { glacierJobNotifier: { valuts: ['photos'] } };
  const { status, stderr } = spawnSync(process.execPath, ['bin/app.ts'], {
    encoding: 'utf8',
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  expect(status).toBe(1);
  const [problem, ...others] = stderr.trim().split('\n');
  expect(problem).toMatch(/^glacierJobNotifier\.valuts is not a setting\. Did you mean .+vaults\?/);
  expect(others.at(-1)).toMatch(/^Settings are read from/);
  expect(stderr).not.toMatch(/^\s+at /m);
});
