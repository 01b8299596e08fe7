import { expect, it } from 'vitest';
import { explainError } from '../../../../cli/framework/errors/explain-error.ts';
import { DamagedItemError, NewerItemError } from '../../../../lambdas/core/errors.ts';
import { InterruptedReplayError } from '../../../../lambdas/core/event/interrupted-replay.ts';

it('advises to fix a damaged row, and never to touch one of a later version', () => {
  expect(explainError(new DamagedItemError('It is damaged.'), {}).message).toBe(
    'It is damaged. Fix or remove the row (see docs/runbook.md), then try again.',
  );
  expect(explainError(new NewerItemError('Leave the item as it is.'), {})).toStrictEqual({
    message: 'Leave the item as it is.',
    exitCode: 1,
  });
});

it('states what an interrupted replay sent, and then explains why it failed', () => {
  const cause = new DamagedItemError('The item of the Jobs table is damaged in: status.');
  const explained = explainError(new InterruptedReplayError(200, { cause }), { debug: false });
  expect(explained).toStrictEqual({
    message: expect.stringMatching(/^At least 200 messages were sent .+ damaged in: status\./),
    exitCode: 1,
  });
});

it('prints a sign-in command that a shell reads as one profile', () => {
  const error = Object.assign(new Error('Missing.'), { name: 'CredentialsProviderError' });
  expect(explainError(error, { profile: 'my team' })).toStrictEqual({
    message: expect.stringContaining(`sign in with "aws sso login --profile 'my team'"`),
    exitCode: 3,
  });
});
