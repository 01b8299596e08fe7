import { expect, it } from 'vitest';
import type { Target } from '../../../../cli/fetch/sinks/sink.ts';
import { fetchRange } from '../../../../cli/fetch/transfer/fetch-range.ts';
import { createRequestLimit } from '../../../../cli/fetch/transfer/request-limit.ts';
import { createBackoffGate } from '../../../../cli/start/batch/backoff-gate.ts';
import type { OutputAnswer } from '../../../../operations/aws/fetch/job-output.ts';
import { anArchive } from '../../../operations/fetch/an-output.ts';

const unused = (): never => {
  throw new Error('not expected');
};
const target: Target = {
  stored: new Map(),
  store: unused,
  note: unused,
  commit: unused,
  discard: unused,
  close: unused,
};

const fetchUntilCanceled = async (onCancel: () => Promise<OutputAnswer>) => {
  const canceled = new AbortController();
  const deps = {
    read: () => {
      canceled.abort();
      return onCancel();
    },
    gate: createBackoffGate(Math.random),
    limit: createRequestLimit(1),
    signal: canceled.signal,
    onBytes: unused,
  };
  const output = anArchive();
  const range = { index: 0, start: 0, end: output.sizeInBytes - 1 };
  return await fetchRange({ output, range, target }, deps);
};

it.each([
  ['throws', () => Promise.reject(new Error('AbortError'))],
  ['is refused', () => Promise.resolve<OutputAnswer>({ kind: 'failed', message: 'AbortError' })],
])('is interrupted, and neither failed nor a fault, when a canceled request %s', async (_, end) => {
  expect(await fetchUntilCanceled(end)).toMatchObject({ kind: 'interrupted' });
});
