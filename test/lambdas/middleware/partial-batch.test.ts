import middy from '@middy/core';
import type { Context, SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import type { SettledBatch } from '../../../lambdas/middleware/partial-batch.ts';
import { partialBatch } from '../../../lambdas/middleware/partial-batch.ts';
import { createFakeLog } from '../../support/fake-telemetry.ts';

const context = { getRemainingTimeInMillis: () => 1000 } as Context;
const event = { Records: ['a', 'b', 'c'].map((messageId) => ({ messageId })) } as SQSEvent;

const run = (settled: SettledBatch, log = createFakeLog()) =>
  middy<SQSEvent, unknown>()
    .use(partialBatch(log))
    .handler(() => Promise.resolve(settled))(event, context);

it('reports rejected records and those that request a retry, and no other', async () => {
  const response = await run([
    { status: 'fulfilled', value: 'done' },
    { status: 'fulfilled', value: 'again' },
    { status: 'rejected', reason: new Error('broken') },
  ]);
  expect(response).toStrictEqual({
    batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }],
  });
});

it('logs a fault once, and never logs a requested retry', async () => {
  const log = createFakeLog();
  const fault = new Error('broken');
  await run(
    [
      { status: 'fulfilled', value: 'again' },
      { status: 'rejected', reason: fault },
      { status: 'fulfilled', value: 'done' },
    ],
    log,
  );
  expect(log.lines).toStrictEqual([
    { level: 'error', code: 'record.failed', error: fault, fields: { messageId: 'b' } },
  ]);
});

it('fails the whole batch when outcomes and records do not match', async () => {
  await expect(run([{ status: 'fulfilled', value: 'done' }])).rejects.toThrow('one outcome');
});
