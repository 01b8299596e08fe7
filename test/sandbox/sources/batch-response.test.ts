import { expect, it } from 'vitest';
import { readBatchResponse } from '../../../sandbox/sources/batch-response.ts';

// The table of https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
it.each([
  [{ batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
  [{ batchItemFailures: [] }, []],
  [{ batchItemFailures: null }, []],
  [{}, []],
  [null, []],
])('takes %j as the failures %j', (response, failed) => {
  expect(readBatchResponse(response, ['a', 'b'])).toStrictEqual({
    kind: 'failed-items',
    identifiers: new Set(failed),
  });
});

it.each([
  [{ batchItemFailures: [{ itemIdentifier: '' }] }],
  [{ batchItemFailures: [{ itemIdentifier: null }] }],
  [{ batchItemFailures: [{ id: 'b' }] }],
  [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }],
  ['text'],
])('takes %j as the failure of the whole batch', (response) => {
  expect(readBatchResponse(response, ['a', 'b'])).toStrictEqual({ kind: 'failed-batch' });
});
