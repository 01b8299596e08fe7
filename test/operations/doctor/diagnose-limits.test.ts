import { expect, it } from 'vitest';
import { diagnose } from '../../../operations/doctor/diagnose.ts';
import type { DoctorFacts } from '../../../operations/doctor/facts.ts';
import type { Step } from '../../../operations/doctor/finding.ts';
import { aFunction, anEndpoint, healthyFacts, known } from '../../support/doctor-facts.ts';

const UNCHECKED = { kind: 'unchecked', reason: 'denied' } as const;

const look = (step: Step, changes: Partial<DoctorFacts>) =>
  diagnose(healthyFacts(changes)).steps.find((one) => one.step === step);

const endpointWith = (changes: object, parked: number) => ({
  endpoints: known([{ endpoint: anEndpoint(changes), parked }]),
});
const completed = (byNotice: number, byPolling: number) => ({
  completions: known({ byNotice, byPolling, lastNoticeAt: undefined }),
});
const ran = (invocations: number, errors: number) => ({
  polls: known({ minutes: 15, invocations, errors }),
});
const subscribed = (changes: object) => ({
  subscriptions: known([
    { arn: 'arn:sub', protocol: 'lambda', endpoint: 'arn:fn:intake', ...changes },
  ]),
});

it.each<[Step, Partial<DoctorFacts>, string]>([
  ['notices-seen', completed(0, 2), 'completions by notice: 0 of the last 2; no notice recorded'],
  ['notices-seen', completed(1, 9), 'completions by notice: 1 of the last 10; no notice recorded'],
  ['polling', ran(10, 5), 'runs in the last 15 minutes: 10'],
  ['notices-seen', completed(0, 0), 'no completed jobs yet'],
  [
    'delivery',
    { deliverers: known([aFunction('fan-out'), aFunction('sender')]) },
    'fan-out, sender',
  ],
  [
    'subscription',
    subscribed({ endpoint: 'arn:fn:intake:live' }),
    'intake is subscribed and receives every notice',
  ],
  [
    'subscription',
    subscribed({
      filterPolicy: '{"$or":[{"VaultARN":[{"exists":true}]},{"Type":["Notification"]}]}',
      filterScope: 'MessageBody',
    }),
    'intake is subscribed and receives every notice from Glacier; its filter policy drops notices republished in an SNS event, in an SQS event, as a single SQS record, as a single SNS record, as doubly encoded text',
  ],
  [
    'vault',
    {
      vaults: known(
        ['photos', 'tax'].map((name) => ({
          name,
          exists: true,
          notifications: { topicArn: 'arn:other', events: [] },
        })),
      ),
    },
    'photos, tax',
  ],
])('finds nothing wrong at %s up to a limit', (step, changes, detail) => {
  expect(look(step, changes)).toStrictEqual({ step, kind: 'fine', detail });
});

it.each<[Step, Partial<DoctorFacts>, readonly string[]]>([
  ['notices-seen', completed(0, 3), ['The last 3 completions']],
  ['polling', ran(9, 5), ['5 of 9 poller runs in the last 15 minutes failed.']],
  [
    'polling',
    {
      ...ran(0, 0),
      schedules: known([{ name: 'tick', groupName: 'default', state: 'DISABLED' }]),
    },
    ['The schedule tick is DISABLED'],
  ],
  ['endpoints', endpointWith({}, 3), ['(a.test) has 3 deliveries parked']],
  ['endpoints', endpointWith({}, 99), ['has 99 deliveries parked']],
  ['endpoints', endpointWith({}, 100), ['has at least 100 deliveries parked']],
  [
    'endpoints',
    endpointWith({ failingSince: '2026-03-14T09:00:00.000Z' }, 0),
    ['(a.test) has been failing since 2026-03-14T09:00:00.000Z and has 0 deliveries parked'],
  ],
  [
    'endpoints',
    endpointWith({ state: 'disabled', urlHost: undefined }, 0),
    ['The endpoint ep_1 (unknown host) is disabled and receives no events.'],
  ],
  ['queues', { queues: known([{ name: 'Other', messages: 2 }]) }, ['Other contains 2 messages.']],
  ['subscription', subscribed({ protocol: 'sqs' }), ['The intake function is not subscribed']],
  ['subscription', subscribed({ endpoint: 'x:arn:fn:intake' }), ['is not subscribed']],
  [
    'subscription',
    {
      ...subscribed({ filterPolicy: '{"Action":["none"]}', filterScope: 'MessageBody' }),
      vaults: UNCHECKED,
    },
    ['drops every notice'],
  ],
  [
    'subscription',
    {
      ...subscribed({ filterPolicy: '{"StatusCode":["Failed"]}', filterScope: 'MessageBody' }),
      vaults: UNCHECKED,
    },
    [
      'drops ArchiveRetrieval notices of any with the status Succeeded, InventoryRetrieval notices of any with the status Succeeded.',
    ],
  ],
])('finds at %s what is past it, and no more', (step, changes, problems) => {
  expect(look(step, changes)).toMatchObject({
    kind: 'findings',
    findings: problems.map((problem) => ({ problem: expect.stringContaining(problem) })),
  });
});

it.each<[Step, Partial<DoctorFacts>]>([
  ['polling', { poller: UNCHECKED }],
  ['polling', { polls: UNCHECKED }],
  ['subscription', { subscriptions: UNCHECKED }],
  ['topic-policy', { topic: UNCHECKED }],
])('says at %s why it could not be looked at', (step, changes) => {
  expect(look(step, changes)).toStrictEqual({ step, ...UNCHECKED });
});
