import { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import type { DoctorFacts, Fact, FunctionFacts } from '../../operations/doctor/facts.ts';

export const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:notices';

export const known = <Value>(value: Value): Fact<Value> => ({ kind: 'known', value });

export const GLACIER_MAY = (key: string, changes: object = {}) => ({
  Sid: `By${key}`,
  Effect: 'Allow',
  Principal: { Service: 'glacier.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: TOPIC,
  Condition: { StringEquals: { [`aws:${key}`]: '123456789012' } },
  ...changes,
});

export const policyOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const INVOKE = {
  Sid: 'Topic',
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: 'arn:fn:intake',
  Condition: { ArnLike: { 'AWS:SourceArn': TOPIC } },
};

/** A function of the service that works, with changes. */
export const aFunction = (name: string, changes: Partial<FunctionFacts> = {}): FunctionFacts => ({
  name,
  exists: true,
  arn: `arn:fn:${name}`,
  state: 'Active',
  lastUpdateStatus: 'Successful',
  policy: policyOf(INVOKE),
  mappings: [],
  ...changes,
});

/** An endpoint, with changes. */
export const anEndpoint = (changes: object = {}) =>
  Endpoint.parse({ endpointId: 'ep_1', urlHost: 'a.test', state: 'enabled', ...changes });

/** The facts of a healthy deployment, with changes. */
export const healthyFacts = (changes: Partial<DoctorFacts> = {}): DoctorFacts => ({
  scope: {
    region: 'eu-west-1',
    commandName: 'glacier-jobs',
    selfOptions: '--stack S',
    awsOptions: '',
    endpoints: {},
  },
  accountId: '123456789012',
  noticeTopicArn: TOPIC,
  intakeSubscriber: known({ protocol: 'lambda', endpoint: 'arn:fn:intake' }),
  vaults: known([
    {
      name: 'photos',
      exists: true,
      notifications: {
        topicArn: TOPIC,
        events: ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'],
      },
    },
  ]),
  topic: known({
    policy: policyOf(GLACIER_MAY('SourceAccount'), GLACIER_MAY('SourceOwner')),
    keyId: undefined,
  }),
  topicKey: known(undefined),
  subscriptions: known([{ arn: 'arn:sub', protocol: 'lambda', endpoint: 'arn:fn:intake' }]),
  intake: known(aFunction('intake')),
  completions: known({ byNotice: 5, byPolling: 1, lastNoticeAt: '2026-03-14T09:00:00.000Z' }),
  poller: known(aFunction('poller')),
  schedules: known([{ name: 'tick', groupName: 'default', state: 'ENABLED' }]),
  polls: known({ minutes: 15, invocations: 15, errors: 0 }),
  deliverers: known([
    aFunction('fan-out', { mappings: [{ id: 'u', source: 'arn:stream', state: 'Enabled' }] }),
  ]),
  queues: known([{ name: 'FailedNoticesQueue', messages: 0 }]),
  endpoints: known([{ endpoint: anEndpoint(), parked: 0 }]),
  overdue: known([{ statusKey: 'InProgress#Standard', jobs: 0 }]),
  damaged: [],
  ...changes,
});
