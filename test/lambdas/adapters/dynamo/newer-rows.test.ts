import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsTable } from '../../../../bench/notices/jobs-table.ts';
import { createDynamoDeliveries } from '../../../../lambdas/adapters/dynamo/deliveries.ts';
import { changeEndpointState } from '../../../../lambdas/adapters/dynamo/endpoints/states.ts';
import { createDynamoGroups } from '../../../../lambdas/adapters/dynamo/groups.ts';
import { createDynamoJobStore } from '../../../../lambdas/adapters/dynamo/job-store.ts';
import type { Attempt, Delivery } from '../../../../lambdas/core/delivery/delivery.ts';
import { underLease, withoutDue } from '../../../../lambdas/core/delivery/lease.ts';
import { recordAttempt, recordDrop, recordParking } from '../../../../lambdas/core/delivery/row.ts';
import { disableEndpoint, noteFailure } from '../../../../lambdas/core/endpoint/changes.ts';
import { readEndpointState } from '../../../../lambdas/core/endpoint/state.ts';
import { NewerItemError } from '../../../../lambdas/core/errors.ts';
import { buildJobEvent } from '../../../../lambdas/core/event/event.ts';
import type { Evidence } from '../../../../lambdas/core/evidence/evidence.ts';
import type { Job } from '../../../../lambdas/core/job/job.ts';
import { createRecorder } from '../../../../lambdas/core/job/record.ts';
import { createDynamoEndpointRows } from '../../../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../../../operations/aws/tables/endpoint-secret-rows.ts';
import { rotateEndpointSecret } from '../../../../operations/endpoints/rotate.ts';
import {
  clock,
  collected,
  KEY,
  live,
  notFound,
  POLICY,
  pending,
  seen,
} from '../../../support/evidence.ts';
import { createFakeLog } from '../../../support/fake-telemetry.ts';
import { aGroup } from '../../../support/group-rows.ts';
import { createKeyTable, putRow } from '../../../support/key-table.ts';
import { laterMembers, readRaw } from '../../../support/later-members.ts';
import { type LocalDynamo, startLocalDynamo } from '../../../support/local-dynamo.ts';
import { aDeliveryMessage, answered } from '../../../support/sender-world.ts';

const CREATED = '2026-03-14T03:40:20.000Z';
const COMPLETED = '2026-03-14T07:32:43.000Z';
const NOW_MS = Date.parse(COMPLETED);
const RUNS = { numRuns: 25 };

let local: LocalDynamo;

beforeAll(async () => {
  local = await startLocalDynamo();
  await createJobsTable(local.client, 'jobs');
  await createKeyTable(local.client, 'deliveries', ['eventId', 'endpointId']);
  await createKeyTable(local.client, 'endpoints', ['endpointId']);
  await createKeyTable(local.client, 'groups', ['group', 'entry']);
  await createKeyTable(local.client, 'secrets', ['endpointId']);
});

afterAll(() => local.stop());

const PENDING = JSON.parse(JSON.stringify(live([pending('registration', CREATED)])));

const [STEP] = PENDING.transitions;

/** A pending job as a later version may leave it. */
const aJob = (members: object, stepMembers: object) => ({
  ...PENDING,
  transitions: PENDING.transitions.map((step: object) => ({ ...step, ...stepMembers })),
  ...members,
});

const EVIDENCE: readonly Evidence[] = [
  seen('notice', COMPLETED, { JobDescription: null, CompletionDate: null }),
  seen('notice', COMPLETED, { StatusCode: 'Failed', StatusMessage: 'no' }),
  seen('describe-job', '2026-03-14T08:00:00.000Z', { Tier: 'Bulk' }),
  clock('2026-03-15T04:00:00.000Z'),
  notFound('2026-03-15T08:00:00.000Z'),
  collected('2026-03-15T09:00:00.000Z'),
];

const recordAll = async (pieces: readonly Evidence[], row: object): Promise<Job> => {
  await putRow(local.client, 'jobs', row);
  const store = createDynamoJobStore(local.client, 'jobs');
  const record = createRecorder(store, POLICY);
  for (const piece of pieces) await record(piece, piece.observedAt);
  return (await store.read(KEY))!;
};

const bodiesOf = (job: Job): string[] =>
  job.transitions.map((_step, index) => buildJobEvent(job, index + 1).body);

describe('a job with members of a later version', () => {
  it('keeps them in its row and in each transition, but not in its events', () =>
    fc.assert(
      fc.asyncProperty(
        laterMembers(),
        laterMembers(),
        fc.subarray([...EVIDENCE], { minLength: 1 }),
        async (members, stepMembers, pieces) => {
          const plain = await recordAll(pieces, PENDING);
          const job = await recordAll(pieces, aJob(members, stepMembers));
          const raw = await readRaw(local.client, 'jobs', KEY);
          expect(raw).toMatchObject(members);
          expect(raw['transitions']).toMatchObject([stepMembers, ...job.transitions.slice(1)]);
          expect(bodiesOf(job)).toStrictEqual(bodiesOf(plain));
        },
      ),
      RUNS,
    ));

  it.each<[string, object, object]>([
    ['status "Restored"', { status: 'Restored' }, {}],
    [
      'transitions.0.status "Queued"',
      { transitions: [{ ...STEP, status: 'Queued' }, STEP], sequence: 2 },
      {},
    ],
    ['transitions.0.eventVersion 2', {}, { eventVersion: 2 }],
  ])('is left as it is when it has the %s', async (what, members, stepMembers) => {
    const row = aJob(members, stepMembers);
    await putRow(local.client, 'jobs', row);
    const store = createDynamoJobStore(local.client, 'jobs');
    const record = createRecorder(store, POLICY);
    for (const piece of [pending('registration', COMPLETED), ...EVIDENCE]) {
      await expect(record(piece, piece.observedAt)).rejects.toThrow(NewerItemError);
    }
    await expect(store.read(KEY)).rejects.toThrow(
      `The item of the Jobs table contains unknown values: ${what}. A later version wrote it.`,
    );
    expect(await readRaw(local.client, 'jobs', KEY)).toStrictEqual(row);
  });

  it('is read and written where its transitions name the version that is known here', async () => {
    const job = await recordAll(EVIDENCE.slice(0, 1), aJob({}, { eventVersion: 1 }));
    expect(job.status).toBe('Succeeded');
    expect(job.transitions[0]).toHaveProperty('eventVersion', 1);
  });
});

const DELIVERY: Delivery = {
  eventId: 'evt_1',
  endpointId: 'ep_1',
  eventType: 'glacier.job.succeeded',
  state: 'retrying',
  attempts: [{ at: COMPLETED, durationMs: 3, error: 'timeout: too slow' }],
  attemptCount: 1,
  nextAttemptAt: COMPLETED,
  updatedAt: COMPLETED,
  body: '{}',
  expireAt: 1_776_158_814,
};
const slowdown = { isOverloaded: false, atLeastMs: 0 };
const base = (previous: Delivery) => ({ message: aDeliveryMessage(), previous, nowMs: NOW_MS });
const attempt = (previous: Delivery, decision: Parameters<typeof recordAttempt>[1]['decision']) =>
  recordAttempt(base(previous), {
    startedMs: NOW_MS,
    attemptCount: 2,
    answer: answered(500),
    decision,
  });

it.each<[string, (row: Delivery) => Delivery]>([
  ['is retried', (row) => attempt(row, { kind: 'retry', delayMs: 5000, slowdown })],
  ['is exhausted', (row) => withoutDue(attempt(row, { kind: 'exhausted', slowdown }))],
  ['is delivered', (row) => attempt(row, { kind: 'delivered' })],
  ['ends with its endpoint', (row) => attempt(row, { kind: 'disable', reason: 'gone' })],
  ['is parked', (row) => recordParking(base(row), { attemptCount: 1, waitMs: 5 })],
  ['is dropped', (row) => recordDrop(base(row), 'disabled')],
  ['is leased', (row) => underLease(row, NOW_MS)],
])('a delivery that %s keeps what a later version added to it and its attempts', (_, next) =>
  fc.assert(
    fc.asyncProperty(laterMembers(), laterMembers(), async (members, attemptMembers) => {
      const attempts = DELIVERY.attempts.map((one): Attempt => ({ ...one, ...attemptMembers }));
      await putRow(local.client, 'deliveries', { ...DELIVERY, ...members, attempts });
      const deliveries = createDynamoDeliveries(local.client, 'deliveries');
      const previous = (await deliveries.get(DELIVERY))!;
      expect(await deliveries.record(next(previous), previous)).toBe(true);
      const { eventId, endpointId } = DELIVERY;
      const raw = await readRaw(local.client, 'deliveries', { eventId, endpointId });
      expect(raw).toMatchObject(members);
      expect(raw['attempts']).toMatchObject([attempts[0]!, ...next(previous).attempts.slice(1)]);
    }),
    { numRuns: 8 },
  ),
);

it('a delivery in a state of a later version is refused with a sentence', async () => {
  await putRow(local.client, 'deliveries', { ...DELIVERY, state: 'held' });
  await expect(createDynamoDeliveries(local.client, 'deliveries').get(DELIVERY)).rejects.toThrow(
    'The item of the Deliveries table contains unknown values: state "held".',
  );
});

it('an endpoint keeps what a later version added, whatever changes about it', () =>
  fc.assert(
    fc.asyncProperty(laterMembers(), async (members) => {
      const row = { endpointId: 'ep_1', state: 'enabled' as const };
      await putRow(local.client, 'endpoints', { ...row, ...members });
      const rows = createDynamoEndpointRows(local.client, 'endpoints', createFakeLog());
      const failed = { startedMs: NOW_MS, nowMs: NOW_MS, slowdown };
      const changes = [
        noteFailure(readEndpointState(row), failed),
        disableEndpoint('gone', NOW_MS, NOW_MS),
      ];
      for (const change of changes) {
        await changeEndpointState(local.client, 'endpoints', { endpointId: 'ep_1', change });
      }
      await rows.enable('ep_1');
      await rows.change('ep_1', { description: 'mine', filter: null });
      await rows.disable('ep_1', 'no longer needed', NOW_MS);
      const raw = await readRaw(local.client, 'endpoints', { endpointId: 'ep_1' });
      expect(raw).toMatchObject({ ...members, state: 'disabled', description: 'mine' });
    }),
    RUNS,
  ));

it('the secrets of an endpoint can be rotated, and keep what a later version added', () =>
  fc.assert(
    fc.asyncProperty(laterMembers(), laterMembers(), async (members, secretMembers) => {
      const old = { secret: 'whsec_old', createdAt: CREATED, ...secretMembers };
      const row = { endpointId: 'ep_1', url: 'https://a.example/', headers: {}, ...members };
      await putRow(local.client, 'secrets', { ...row, secrets: [old] });
      const secrets = createDynamoEndpointSecretRows(local.client, 'secrets');
      const randomBytes = (count: number) => new Uint8Array(count);
      const ports = { secrets, randomBytes, nowMs: () => NOW_MS };
      expect((await rotateEndpointSecret('ep_1', 24, ports)).kind).toBe('rotated');
      await secrets.retarget('ep_1', { url: 'https://b.example/' });
      const raw = await readRaw(local.client, 'secrets', { endpointId: 'ep_1' });
      expect(raw).toMatchObject({ ...members, url: 'https://b.example/' });
      expect(raw['secrets']).toMatchObject([{}, { ...old, expiresAt: expect.any(String) }]);
    }),
    RUNS,
  ));

it('a group keeps what a later version added, and is refused in a state of one', async () => {
  const groups = createDynamoGroups(local.client, 'groups');
  const { group, entry } = aGroup();
  await fc.assert(
    fc.asyncProperty(laterMembers(), async (members) => {
      await putRow(local.client, 'groups', { ...aGroup(), ...members });
      const before = await groups.get(group);
      const after = { ...before!, state: 'completed' as const, completedAt: COMPLETED };
      expect(await groups.write({ before, after })).toBe(true);
      const raw = await readRaw(local.client, 'groups', { group, entry });
      expect(raw).toMatchObject({ ...members, state: 'completed' });
    }),
    RUNS,
  );
  await putRow(local.client, 'groups', { ...aGroup(), state: 'held' });
  await expect(groups.get(group)).rejects.toThrow('contains unknown values: state "held"');
});
