import { expect, it } from 'vitest';
import type { ChaosRecords } from '../../../chaos/check/chaos-records.ts';
import { checkChaos, INVARIANTS } from '../../../chaos/check/check-chaos.ts';
import {
  aLedgerJob,
  bodyOf,
  COMPLETED_AT,
  idOf,
  validRecords,
  validSteps,
  withSteps,
} from './valid-records.ts';

type Falsify = (records: ChaosRecords) => ChaosRecords;

const found = (records: ChaosRecords): readonly string[] =>
  checkChaos(records).map(({ text }) => text);

const withStep =
  (index: number, change: object): Falsify =>
  (records) =>
    withSteps(
      records,
      validSteps().map((step, at) => (at === index ? { ...step, ...change } : step)),
    );

const withDelivery = (
  { deliveries, ...rest }: ChaosRecords,
  path: string,
  state: string,
): ChaosRecords => ({
  ...rest,
  deliveries: deliveries.map((row) =>
    row.endpointId === rest.endpointIds.get(path) ? { ...row, state } : row,
  ),
});

/** The records of a run in which the stubborn endpoint never took that the job had succeeded. */
const withRefusal = (attempts: number, state: string): ChaosRecords => {
  const { received, deliveries, published, ...rest } = validRecords();
  const isRefused = (path: string | undefined, eventId: string | undefined) =>
    path === '/stubborn' && eventId === idOf(2);
  const [one] = received;
  const data = { endpointId: 'ep_stubborn', eventId: idOf(2) };
  const announced = JSON.stringify({
    id: 'evt_exhausted',
    type: 'webhook.delivery.exhausted',
    data,
  });
  return {
    ...rest,
    published: new Map(published).set('evt_exhausted', new Set([announced])),
    received: [
      ...received.filter(({ path, webhookId }) => !isRefused(path, webhookId)),
      ...Array.from({ length: attempts }, () => ({
        ...one!,
        path: '/stubborn',
        webhookId: idOf(2),
        body: Buffer.from(bodyOf(2)),
        answeredStatus: 422,
      })),
    ],
    deliveries: deliveries.map((row) =>
      isRefused(`/${row.endpointId.slice(3)}`, row.eventId) ? { ...row, state } : row,
    ),
  };
};

const aNotice = (kind: string, message: string) => ({ kind, message });

const A_DAY_LATER = new Date(COMPLETED_AT + 24 * 3_600_000).toISOString();

const FALSIFIED: readonly (readonly [name: string, text: RegExp, falsify: Falsify])[] = [
  ['an unknown job', /not recorded at all/, (records) => ({ ...records, jobs: [] })],
  [
    'an illegal step',
    /took the step Succeeded -> InProgress/,
    (records) =>
      withSteps(records, [...validSteps().slice(0, 2), { ...validSteps()[0]!, at: '2031-03-15' }]),
  ],
  [
    'a reminder after the expiry',
    /was reminded of an output that may be gone/,
    withStep(2, { at: A_DAY_LATER }),
  ],
  [
    'a correction without a forged notice',
    /Succeeded -> Failed/,
    withStep(2, { status: 'Failed' }),
  ],
  ['a changed transition', /a recorded transition was changed/, withStep(1, { source: 'clock' })],
  [
    'a transition twice',
    /a status follows itself/,
    (records) => withSteps(records, [...validSteps(), validSteps()[3]!]),
  ],
  [
    'a gap in the sequence',
    /sequence 7 with 4 transitions/,
    (records) => ({ ...records, jobs: [{ ...records.jobs[0]!, sequence: 7 }] }),
  ],
  [
    'a transition that is missing from the stream',
    /the stream contained undefined/,
    (records) => ({ ...records, images: new Map() }),
  ],
  [
    'an event that was not published',
    /Expiring was never announced/,
    ({ published, ...rest }) => ({
      ...rest,
      published: new Map([...published].filter(([id]) => id !== idOf(3))),
    }),
  ],
  [
    'an event in two forms',
    /Succeeded was announced in 2 forms/,
    ({ published, ...rest }) => ({
      ...rest,
      published: new Map(published).set(idOf(2), new Set([bodyOf(2), `${bodyOf(2)} `])),
    }),
  ],
  [
    'an event under two ids',
    /Succeeded was announced under 2 ids/,
    ({ published, ...rest }) => ({
      ...rest,
      published: new Map(published).set('evt_x', new Set([bodyOf(2).replace(idOf(2), 'evt_x')])),
    }),
  ],
  [
    'an event that cannot be rebuilt',
    /Failed cannot be built again|Succeeded cannot be built again/,
    (records) => ({ ...records, rebuilt: new Map() }),
  ],
  [
    'a webhook that never arrived',
    /at \/flaky: it never arrived/,
    ({ received, ...rest }) => ({
      ...rest,
      received: received.filter(({ path }) => path !== '/flaky'),
    }),
  ],
  [
    'a webhook that was never accepted',
    /at \/everything: it never arrived/,
    ({ received, ...rest }) => ({
      ...rest,
      received: received.map((one) => ({ ...one, answeredStatus: 500 })),
    }),
  ],
  [
    'a webhook with other bytes',
    /it arrived with other bytes/,
    ({ received, ...rest }) => ({
      ...rest,
      received: [...received, { ...received[0]!, body: Buffer.from('{}') }],
    }),
  ],
  [
    'a webhook of another endpoint',
    /at \/inventories: it was not for it/,
    ({ received, ...rest }) => ({
      ...rest,
      received: [...received, { ...received[0]!, path: '/inventories' }],
    }),
  ],
  [
    'a bad signature',
    /at \/everything: expired/,
    ({ received, ...rest }) => ({
      ...rest,
      received: [...received, { ...received[0]!, verified: false, refusal: 'expired' }],
    }),
  ],
  [
    'a completion that was found too late',
    /was found complete at 2031-03-15T04:00:00/,
    withStep(1, { at: new Date(COMPLETED_AT + 24 * 3_600_000).toISOString() }),
  ],
  [
    'another end than the true one',
    /is Expired, and not Failed/,
    (records) => ({ ...records, ledger: [{ ...aLedgerJob, outcome: 'Failed' }] }),
  ],
  [
    'a collection that was lost',
    /is Expired, and not Collected/,
    (records) => ({ ...records, collected: new Map([['job-1', COMPLETED_AT]]) }),
  ],
  [
    'a job that never expired',
    /is Expiring, and not Expired/,
    (records) => withSteps(records, validSteps().slice(0, 3)),
  ],
  [
    'a missing reminder',
    /was given no reminder/,
    (records) => withSteps(records, [...validSteps().slice(0, 2), validSteps()[3]!]),
  ],
  ['a wrong expiry', /expired at 2031-03-14T10/, withStep(3, { at: '2031-03-14T10:00:00.000Z' })],
  [
    'an expiry of a job never seen complete',
    /expired at/,
    (records) => withSteps(records, [validSteps()[0]!, validSteps()[3]!]),
  ],
  [
    'a message that is left',
    /2 messages are left in DeliveryQueue/,
    ({ queues, ...rest }) => ({
      ...rest,
      queues: [...queues.slice(1), { name: 'DeliveryQueue', bodies: ['x'], waiting: 1 }],
    }),
  ],
  [
    'a delivery that waits',
    /to \/everything is parked/,
    ({ deliveries, ...rest }) => ({
      ...rest,
      deliveries: deliveries.map((row, at) => (at === 0 ? { ...row, state: 'parked' } : row)),
    }),
  ],
  [
    'a lease that is left',
    /is delivered until 2031/,
    ({ deliveries, ...rest }) => ({
      ...rest,
      deliveries: [{ ...deliveries[0]!, nextAttemptAt: '2031-03-14' }],
    }),
  ],
  [
    'an endpoint in trouble',
    /\/everything still has probeAt 2031/,
    ({ endpoints, ...rest }) => ({
      ...rest,
      endpoints: [{ ...endpoints[0]!, probeAt: '2031-03-14' }, ...endpoints.slice(1)],
    }),
  ],
  [
    'an endpoint that is gone and still in service',
    /\/gone is enabled, not disabled/,
    ({ endpoints, ...rest }) => ({
      ...rest,
      endpoints: endpoints.map((one) => ({ ...one, state: 'enabled' })),
    }),
  ],
  [
    'an event that was given up',
    /FailedEventsQueue holds \{"jobId":"job-1"\}/,
    ({ queues, ...rest }) => ({
      ...rest,
      queues: [{ name: 'FailedEventsQueue', bodies: ['{"jobId":"job-1"}'], waiting: 0 }, ...queues],
    }),
  ],
  [
    'a job of a foreign vault',
    /is recorded of arn:aws:glacier:eu-west-1:999/,
    ({ jobs, ...rest }) => ({
      ...rest,
      jobs: [...jobs, { ...jobs[0]!, vaultArn: 'arn:aws:glacier:eu-west-1:999:vaults/photos' }],
    }),
  ],
  [
    'a refused notice that is lost',
    /no queue keeps the notice \(malformed\) \[\]/,
    (records) => ({ ...records, forged: [aNotice('malformed', '[]')] }),
  ],
  [
    'an unreadable record that is lost',
    /no queue keeps the record record-7/,
    (records) => ({ ...records, unreadable: ['record-7'] }),
  ],
  [
    'an endpoint that is disabled in silence',
    /webhook.endpoint.disabled ep_gone was not announced/,
    ({ published, ...rest }) => ({
      ...rest,
      published: new Map([...published].filter(([id]) => id !== 'evt_gone')),
    }),
  ],
  [
    'a delivery that is given up in silence',
    /webhook.delivery.exhausted ep_stubborn .* was not announced/,
    (records) => withDelivery(records, '/stubborn', 'exhausted'),
  ],
  [
    'a refused delivery that was given up too early',
    /at \/stubborn is exhausted after 3 attempts/,
    () => withRefusal(3, 'exhausted'),
  ],
  [
    'a refused delivery that is taken for delivered',
    /at \/stubborn is delivered after 10 attempts/,
    () => withRefusal(10, 'delivered'),
  ],
  [
    'a delivery to the stubborn that was never tried',
    /at \/stubborn is undefined after 0 attempts/,
    ({ received, deliveries, ...rest }) => ({
      ...rest,
      received: received.filter(({ path }) => path !== '/stubborn'),
      deliveries: deliveries.filter(({ endpointId }) => endpointId !== 'ep_stubborn'),
    }),
  ],
  [
    'a delivery that is given up where nothing refuses it',
    /to \/flaky is exhausted/,
    (records) => withDelivery(records, '/flaky', 'exhausted'),
  ],
];

it('finds nothing in a run without a fault', () => {
  expect(found(validRecords())).toStrictEqual([]);
});

it('finds nothing when a delivery that is always refused is exhausted and announced', () => {
  expect(found(withRefusal(10, 'exhausted'))).toStrictEqual([]);
});

it.each(FALSIFIED)('finds %s', (_name, text, falsify) => {
  expect(found(falsify(validRecords()))).toContainEqual(expect.stringMatching(text));
});

it('has every invariant broken by one of these', () => {
  const broken = FALSIFIED.flatMap(([, , falsify]) => checkChaos(falsify(validRecords())));
  expect(new Set(broken.map(({ invariant }) => invariant))).toStrictEqual(
    new Set(INVARIANTS.map(({ name }) => name)),
  );
});
