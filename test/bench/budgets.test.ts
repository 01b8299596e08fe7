import { expect, it } from 'vitest';
import { createDeliveries } from '../../bench/webhooks/deliveries.ts';
import { recordAttempt } from '../../lambdas/core/delivery/row.ts';
import { findExcess } from '../sandbox/play-budgets.ts';
import { live, seen } from '../support/evidence.ts';
import { itemBytes } from '../support/item-bytes.ts';

const AT = '2026-03-14T07:32:43.000Z';
const JOB_ID =
  'HkF9p6o7yjhFx-K3CGl6fuSm6VzW9T7esGQfco8nUXVYwS0jlb5gq1JZ55yHgt5vP54ZShjoQzQVVh7vEXAMPLEjobID';

/** As long as the values of real notices are. */
const typical = {
  JobId: JOB_ID,
  ArchiveId: 'NkbByEejwEggmBz2fTHgJrg0XBoDfjP4q6iu87-EXAMPLEArchiveId'.padEnd(138, 'x'),
  ArchiveSHA256TreeHash: 'beb0fe31a1c7ca8c6c04d574ea906e3f97b31fdca7571defb5b44dca89b5af60',
  SHA256TreeHash: 'beb0fe31a1c7ca8c6c04d574ea906e3f97b31fdca7571defb5b44dca89b5af60',
};

/** The bytes that things may take which are paid for by size. */
const byteBudgets = {
  /** A written kB is a unit of price. Glacier's ids and hashes fill it: without a description it holds. */
  'the row of an archive retrieval when it completes': 1040,
  /** A delivered row has no body, and no index holds it. */
  'the row of a delivery that was delivered': 512,
  /** SNS and SQS bill by 64 kB; receivers parse it. */
  'the body of the event of an archive retrieval': 1024,
} as const;

const delivered = () => {
  const [{ id: eventId = '', body = '' } = {}] = createDeliveries(1);
  const message = {
    eventId,
    endpointId: 'ep_'.padEnd(35, '0'),
    eventType: 'glacier.job.succeeded',
    body,
  };
  const answer = { kind: 'answered', statusCode: 204, excerpt: '' } as const;
  const nowMs = Date.parse(AT);
  return recordAttempt(
    { message, previous: undefined, nowMs },
    { startedMs: nowMs - 30, attemptCount: 1, answer, decision: { kind: 'delivered' } },
  );
};

it.each([
  [
    'the row of an archive retrieval when it completes',
    () => itemBytes(live([seen('notice', AT, typical)])!),
  ],
  ['the row of a delivery that was delivered', () => itemBytes(delivered())],
  [
    'the body of the event of an archive retrieval',
    () => Buffer.byteLength(createDeliveries(1)[0]!.body),
  ],
] as const)('%s keeps to its budget', (what, measure) => {
  const bytes = measure();
  expect(bytes).toBeGreaterThan(200);
  const over = Math.max(0, bytes - byteBudgets[what]);
  expect(over, `${what} has ${bytes} bytes, ${over} over its budget`).toBe(0);
});

it('says of requests beyond a budget by how much', () => {
  expect(findExcess('a notice of a new job', { 'dynamodb:UpdateItem': 3 })).toStrictEqual([
    'a notice of a new job: 3 dynamodb:UpdateItem, which is 2 over the budget of 1',
  ]);
  expect(findExcess('a notice of a new job', { 'dynamodb:GetItem': 1 })).toHaveLength(1);
  expect(findExcess('a notice of a new job', { 'dynamodb:UpdateItem': 1 })).toStrictEqual([]);
});
