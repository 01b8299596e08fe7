import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readDelivery } from '../../../lambdas/core/delivery/delivery.ts';
import { readEndpointState } from '../../../lambdas/core/endpoint/state.ts';
import { NewerItemError } from '../../../lambdas/core/errors.ts';
import { readJobItem } from '../../../lambdas/core/job/item.ts';
import { readRows } from '../../../lambdas/core/rows.ts';
import { live, seen } from '../../support/evidence.ts';

const JOB = live([seen('notice', '2026-03-14T07:32:43.000Z')]);
const ENDPOINT = { endpointId: 'ep_1', state: 'enabled' };
const STEP = { status: 'Failed', source: 'notice' };

it.each([
  ['firstSeenAt', { firstSeenAt: 'soon' }],
  ['completionDate', { completionDate: '2026-02-31' }],
  ['outputExpiresAt', { outputExpiresAt: '' }],
  ['transitions.0.at', { transitions: [{ ...STEP, at: 'then' }] }],
  ['sequence, revision', { sequence: 'two', revision: undefined }],
])('a job with another %s than it can have is damaged', (fields, changes) => {
  expect(() => readJobItem({ ...JOB, ...changes })).toThrow(
    `The item of the Jobs table is damaged in: ${fields}.`,
  );
});

it.each([
  'failingSince',
  'probeAt',
  'drainSince',
  'lastSuccessAt',
  'suspectSince',
  'disableNoticePendingSince',
])(
  'an endpoint with a %s that is not an instant is damaged before anything is sent to it',
  (field) => {
    expect(readEndpointState({ ...ENDPOINT, [field]: '2026-03-14T07:32:43.000Z' })).toMatchObject(
      ENDPOINT,
    );
    expect(() => readEndpointState({ ...ENDPOINT, [field]: 'yesterday' })).toThrow(
      `The item of the Endpoints table is damaged in: ${field}.`,
    );
  },
);

it('a row that is none is damaged as a whole, and keeps the cause', () => {
  expect(() => readDelivery('text')).toThrow(
    expect.objectContaining({
      message: 'The item of the Deliveries table is damaged in: the item itself.',
      cause: expect.anything(),
    }),
  );
});

it('reads a list without its damaged rows, and reports each of them', () => {
  const schema = z.object({ jobId: z.string(), sequence: z.number() });
  const rows = [{ jobId: 'a', sequence: 1 }, { jobId: 'b' }, { jobId: 'c', sequence: 3 }];
  const reported: string[] = [];
  const onDamaged = (reason: string) => void reported.push(reason);
  expect(readRows(rows, { schema, table: 'Jobs', onDamaged })).toStrictEqual([rows[0], rows[2]]);
  expect(reported).toStrictEqual(['The item of the Jobs table is damaged in: sequence. (b)']);
  expect(() => readRows(rows, { schema, table: 'Jobs' })).toThrow('damaged in: sequence');
});

it.each([
  ['Jobs', () => readJobItem({ ...JOB, status: 'Restored' }), 'status "Restored"'],
  [
    'Jobs',
    () => readJobItem({ ...JOB, transitions: [{ ...JOB?.transitions[0], eventVersion: 2 }] }),
    'transitions.0.eventVersion 2',
  ],
  ['Endpoints', () => readEndpointState({ ...ENDPOINT, state: 'paused' }), 'state "paused"'],
])('a row of the table %s with a word of a later version is intact', (table, read, what) => {
  expect(read).toThrow(
    new NewerItemError(
      `The item of the ${table} table contains unknown values: ${what}. A later version wrote it. Keep the item, and upgrade to that version.`,
    ),
  );
});

it('a row without its status is damaged, and not of a later version', () => {
  expect(() => readJobItem({ ...JOB, status: undefined })).toThrow('is damaged in: status.');
  expect(() => readJobItem({ ...JOB, status: null })).toThrow('is damaged in: status.');
});
