import { expect, it } from 'vitest';
import type { ChaosRecords } from '../../../chaos/check/chaos-records.ts';
import { checkChaos, INVARIANTS } from '../../../chaos/check/check-chaos.ts';
import { aLedgerJob, bodyOf, idOf, validRecords, validSteps, withSteps } from './valid-records.ts';

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

const FALSIFIED: readonly (readonly [name: string, text: RegExp, falsify: Falsify])[] = [
  ['an unknown job', /is unknown, and not Expiring/, (records) => ({ ...records, jobs: [] })],
  [
    'an illegal step',
    /an illegal step from Succeeded to InProgress/,
    (records) =>
      withSteps(records, [...validSteps().slice(0, 2), { ...validSteps()[0]!, at: '2031-03-15' }]),
  ],
  [
    'a correction without a forged notice',
    /an illegal step from Succeeded to Failed/,
    withStep(2, { status: 'Failed' }),
  ],
  [
    'a changed transition',
    /a recorded transition was changed/,
    (records) => ({ ...withStep(1, { source: 'clock' })(records), images: records.images }),
  ],
  [
    'a transition twice',
    /an illegal step from Expiring to Expiring/,
    (records) => withSteps(records, [...validSteps(), validSteps()[2]!]),
  ],
  [
    'a gap in the sequence',
    /the sequence is not the last one/,
    (records) => ({ ...records, jobs: [{ ...records.jobs[0]!, sequence: 7 }] }),
  ],
  [
    'a transition that is missing from the stream',
    /the stream contained undefined of 3/,
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
    /Succeeded cannot be built again as it was/,
    ({ published, ...rest }) => ({
      ...rest,
      published: new Map(published).set(idOf(2), new Set([bodyOf(2), `${bodyOf(2)} `])),
    }),
  ],
  [
    'a webhook that never arrived',
    /at \/photos: it never arrived/,
    ({ received, ...rest }) => ({
      ...rest,
      received: received.filter(({ path }) => path !== '/photos'),
    }),
  ],
  [
    'a webhook that was never accepted',
    /at \/urgent: it never arrived/,
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
    /at \/gone: it was not for it/,
    ({ received, ...rest }) => ({
      ...rest,
      received: [...received, { ...received[0]!, path: '/gone', webhookId: idOf(3) }],
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
    'another end than the true one',
    /is Expiring, and not Failed/,
    (records) => ({ ...records, ledger: [{ ...aLedgerJob, outcome: 'Failed' }] }),
  ],
  [
    'a collection that was lost',
    /is Expiring, and not Collected/,
    (records) => ({ ...records, collected: new Set(['job-1']) }),
  ],
  [
    'an expiry of an output that lasts',
    /expired too early/,
    (records) => withSteps(records, [...validSteps(), { ...validSteps()[2]!, status: 'Expired' }]),
  ],
  [
    'an event of no transition',
    /evt_x was announced, and is of no transition/,
    ({ published, ...rest }) => ({
      ...rest,
      published: new Map(published).set('evt_x', new Set([bodyOf(2).replace(idOf(2), 'evt_x')])),
    }),
  ],
  [
    'steps that are not in order',
    /not in the order of their times/,
    withStep(2, { at: '2031-03-14T03:00:00.000Z' }),
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
    /at \/stubborn is delivered after 6 attempts/,
    () => withRefusal(6, 'delivered'),
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
    /to \/photos is exhausted/,
    (records) => withDelivery(records, '/photos', 'exhausted'),
  ],
];

it('finds nothing in a run without a fault', () => {
  expect(found(validRecords())).toStrictEqual([]);
});

it('finds nothing when a delivery that is always refused is exhausted and announced', () => {
  expect(found(withRefusal(6, 'exhausted'))).toStrictEqual([]);
});

it('lets better evidence correct what a forged notice made of a job, and nothing else', () => {
  const [started, ...others] = validSteps();
  const records = withSteps(validRecords(), [
    started!,
    { ...others[0]!, status: 'Failed' },
    ...others,
  ]);
  const illegal = 'an illegal step from Failed to Succeeded';
  expect(found(records)).toContain(illegal);
  const forged = [{ ...aNotice('contradiction', '{}'), jobId: 'job-1' }];
  expect(found({ ...records, forged })).not.toContain(illegal);
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
