import { expect, it } from 'vitest';
import {
  ConfigurationError,
  InvalidInputError,
  JobContendedError,
} from '../../../lambdas/core/errors.ts';
import { createRecorder } from '../../../lambdas/core/job/record.ts';
import { JobNotKnownYetError } from '../../../lambdas/tracker/handler.ts';
import { KEY, live, POLICY, pending, seen } from '../../support/evidence.ts';

it.each([
  ['ConfigurationError', new ConfigurationError('x')],
  ['InvalidInputError', new InvalidInputError('x')],
  ['JobContendedError', new JobContendedError('x')],
  ['JobNotKnownYetError', new JobNotKnownYetError('x')],
])('%s has its name, by which logs and alarms identify it', (name, error) => {
  expect(error.name).toBe(name);
});

it('evidence is not recorded when others keep changing the job, after five writes', async () => {
  let writes = 0;
  const job = live([pending('registration', '2026-03-14T03:40:20.000Z')]);
  const record = createRecorder(
    {
      read: () => Promise.resolve(job),
      write: () => {
        writes += 1;
        return Promise.resolve({ kind: 'clash', job });
      },
    },
    POLICY,
  );
  const at = '2026-03-14T07:32:43.000Z';
  await expect(record(seen('notice', at), at)).rejects.toThrow(
    new JobContendedError(`The job ${KEY.jobId} kept changing while evidence was being recorded.`),
  );
  expect(writes).toBe(5);
});
