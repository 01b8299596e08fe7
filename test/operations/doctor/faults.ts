import type { DoctorFacts } from '../../../operations/doctor/facts.ts';
import type { Step } from '../../../operations/doctor/finding.ts';
import {
  aFunction,
  anEndpoint,
  GLACIER_MAY,
  known,
  policyOf,
  TOPIC,
} from '../../support/doctor-facts.ts';

const OTHER = 'arn:aws:sns:eu-west-1:123456789012:other';
const BOTH = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'];
const ALLOWED = policyOf(GLACIER_MAY('SourceAccount'), GLACIER_MAY('SourceOwner'));

const vaultThat = (topicArn: string, events: readonly string[] = BOTH) =>
  known([{ name: 'photos', exists: true, notifications: { topicArn, events } }]);
/** A topic with a policy. */
export const topicThat = (policy: string, keyId?: string) => known({ policy, keyId });
/** A topic with a key that is changed so. */
export const keyThat = (changes: object) => ({
  topic: topicThat(ALLOWED, 'key'),
  topicKey: known({
    arn: 'arn:key',
    state: 'Enabled',
    isAwsManaged: false,
    policy: policyOf(),
    ...changes,
  }),
});
/** The subscription of intake, changed so. */
export const subscribedWith = (changes: object) => ({
  subscriptions: known([
    { arn: 'arn:sub', protocol: 'lambda', endpoint: 'arn:fn:intake', ...changes },
  ]),
});
/** Lets Glacier use a key. */
export const KEY_USE = {
  Effect: 'Allow',
  Principal: { Service: 'glacier.amazonaws.com' },
  Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
  Resource: '*',
};

/** One fault each: the step that finds it, the message, and the fix. */
export const FAULTS: readonly [string, Partial<DoctorFacts>, Step, RegExp, RegExp][] = [
  ['no vault', { vaults: known([]) }, 'vault', /No vaults are tracked/, /list-vaults/],
  [
    'a vault that does not exist',
    { vaults: known([{ name: 'fotos', exists: false }]) },
    'vault',
    /fotos .*does not exist in eu-west-1/,
    /list-vaults --account-id - --region eu-west-1$/,
  ],
  [
    'a vault without notifications',
    { vaults: known([{ name: 'photos', exists: true }]) },
    'notifications',
    /photos has no notification configuration/,
    /set-vault-notifications .*--vault-name photos .*"SNSTopic":".*:notices"/,
  ],
  ['another topic', { vaults: vaultThat(OTHER) }, 'notifications', /another topic/, /set-vault/],
  [
    'a topic of another region',
    { vaults: vaultThat(TOPIC.replace('eu-west-1', 'us-east-1')) },
    'notifications',
    /in another Region/,
    /set-vault/,
  ],
  [
    'one event alone',
    { vaults: vaultThat(TOPIC, BOTH.slice(1)) },
    'notifications',
    /sends no notices for ArchiveRetrievalCompleted\./,
    /set-vault/,
  ],
  ['no topic', { topic: known(undefined) }, 'topic', /does not exist/, /cdk deploy/],
  [
    'a topic elsewhere',
    { noticeTopicArn: TOPIC.replace('eu-west-1', 'us-east-1'), vaults: known([]) },
    'topic',
    /in us-east-1 but the vaults are in eu-west-1/,
    /cdk deploy/,
  ],
  [
    'a policy without Glacier',
    { topic: topicThat(policyOf()) },
    'topic-policy',
    /does not allow Glacier to publish: every notice/,
    /set-topic-attributes .*"Statement":\[\{"Sid":"GlacierBySourceAccountAgain"/,
  ],
  [
    'a policy for one of the keys',
    { topic: topicThat(policyOf(GLACIER_MAY('SourceAccount'))) },
    'topic-policy',
    /if it sends aws:SourceOwner/,
    /GlacierBySourceOwnerAgain/,
  ],
  [
    'a denial',
    {
      topic: topicThat(
        policyOf(
          GLACIER_MAY('SourceAccount'),
          GLACIER_MAY('SourceOwner'),
          GLACIER_MAY('x', { Sid: 'Locked', Effect: 'Deny', Principal: '*', Condition: undefined }),
        ),
      ),
    },
    'topic-policy',
    /statement Locked .* denies publishing to Glacier/,
    /^(?!.*Locked).*BySourceOwner/,
  ],
  [
    'a denial that may apply',
    {
      topic: topicThat(
        policyOf(
          {
            ...GLACIER_MAY('x'),
            Sid: undefined,
            Effect: 'Deny',
            Condition: { IpAddress: { a: 'b' } },
          },
          GLACIER_MAY('SourceAccount'),
          GLACIER_MAY('SourceOwner'),
        ),
      ),
    },
    'topic-policy',
    /number 1 .* may deny/,
    /"Statement":\[\{"Sid":"BySourceAccount"/,
  ],
  [
    'conditions that cannot be evaluated',
    { topic: topicThat(policyOf(GLACIER_MAY('x', { Condition: { IpAddress: { a: 'b' } } }))) },
    'topic-policy',
    /only under conditions that cannot be evaluated/,
    /set-topic-attributes/,
  ],
  [
    "a key of AWS's",
    keyThat({ isAwsManaged: true }),
    'topic-key',
    /alias\/aws\/sns/,
    /KmsMasterKeyId --attribute-value ''/,
  ],
  [
    'a key that is gone',
    { ...keyThat({}), topicKey: known(undefined) },
    'topic-key',
    /does not exist/,
    /KmsMasterKeyId/,
  ],
  ['a disabled key', keyThat({ state: 'Disabled' }), 'topic-key', /is Disabled/, /enable-key/],
  [
    'a key with a strange policy',
    keyThat({ policy: 'x' }),
    'topic-key',
    /cannot be read/,
    /get-key-policy/,
  ],
  [
    'a key that Glacier may not use',
    keyThat({ policy: policyOf({ ...KEY_USE, Action: 'kms:Decrypt' }) }),
    'topic-key',
    /use kms:GenerateDataKey:/,
    /put-key-policy .*"kms:Decrypt".*GlacierEncryptsNotices/,
  ],
  [
    'no subscription',
    { subscriptions: known([{ arn: 'a', protocol: 'sqs', endpoint: 'q' }]) },
    'subscription',
    /not subscribed/,
    /subscribe --topic-arn .* --protocol lambda --notification-endpoint arn:fn:intake/,
  ],
  [
    'an unconfirmed subscription',
    subscribedWith({ arn: undefined }),
    'subscription',
    /not confirmed/,
    /list-subscriptions-by-topic/,
  ],
  [
    'a filter on attributes',
    subscribedWith({ filterPolicy: '{"type":["x"]}' }),
    'subscription',
    /drops every notice/,
    /FilterPolicy --attribute-value '\{\}'/,
  ],
  [
    'a filter on one action',
    subscribedWith({ filterPolicy: '{"Action":["ArchiveRetrieval"]}', filterScope: 'MessageBody' }),
    'subscription',
    /drops InventoryRetrieval notices of photos with the status Succeeded/,
    /FilterPolicy/,
  ],
  [
    'a strange filter',
    { ...subscribedWith({ filterPolicy: '{"$or":["x"]}' }), vaults: known([]) },
    'subscription',
    /cannot be evaluated/,
    /FilterPolicy/,
  ],
  [
    'no function',
    { intake: known(aFunction('intake', { exists: false })) },
    'intake',
    /does not exist/,
    /cdk deploy/,
  ],
  [
    'a failed function',
    { intake: known(aFunction('intake', { state: 'Failed' })) },
    'intake',
    /is in state Failed/,
    /get-function-configuration/,
  ],
  [
    'a failed update',
    { intake: known(aFunction('intake', { lastUpdateStatus: 'Failed' })) },
    'intake',
    /last update of intake failed/,
    /get-function-configuration/,
  ],
  [
    'a function that SNS may not invoke',
    { intake: known(aFunction('intake', { policy: undefined })) },
    'intake',
    /SNS is not allowed to invoke intake/,
    /add-permission .*--source-arn arn:aws:sns:eu-west-1:123456789012:notices/,
  ],
  [
    'a function without concurrency',
    { intake: known(aFunction('intake', { reservedConcurrency: 0 })) },
    'intake',
    /is fully throttled/,
    /delete-function-concurrency --function-name intake/,
  ],
  [
    'completions without notices',
    { completions: known({ byNotice: 0, byPolling: 3, lastNoticeAt: undefined }) },
    'notices-seen',
    /The last 3 completions/,
    /glacier-jobs notices list --stack S/,
  ],
  [
    'a disabled schedule',
    { schedules: known([{ name: 'tick', groupName: 'default', state: 'DISABLED' }]) },
    'polling',
    /schedule tick is DISABLED/,
    /get-schedule --name tick .*\| jq .*\| aws scheduler update-schedule/,
  ],
  [
    'a silent poller',
    { polls: known({ minutes: 15, invocations: 0, errors: 0 }) },
    'polling',
    /did not run in the last 15 minutes/,
    /get-function/,
  ],
  [
    'a failing poller',
    { polls: known({ minutes: 15, invocations: 15, errors: 8 }) },
    'polling',
    /8 of 15 poller runs .* failed/,
    /get-function/,
  ],
  [
    'a disabled mapping',
    {
      deliverers: known([
        aFunction('fan-out', {
          mappings: [{ id: 'u-1', source: 'arn:stream', state: 'Disabled' }],
        }),
      ]),
    },
    'delivery',
    /fan-out does not read arn:stream/,
    /update-event-source-mapping --uuid u-1 --enabled/,
  ],
  [
    'a deleted mapping',
    { deliverers: known([aFunction('fan-out', { reads: 'the stream' })]) },
    'delivery',
    /fan-out does not read the stream: its event source mapping was deleted/,
    /list-event-source-mappings --function-name fan-out/,
  ],
  [
    'failed notices',
    { queues: known([{ name: 'FailedNoticesQueue', messages: 2 }]) },
    'queues',
    /contains 2 notices that could not be recorded/,
    /glacier-jobs notices redrive/,
  ],
  [
    'failed notices that are none',
    { queues: known([{ name: 'FailedNoticesQueue', messages: 1, isUnusable: true }]) },
    'queues',
    /They cannot be redriven/,
    /glacier-jobs notices discard --all-unusable/,
  ],
  [
    'a disabled endpoint',
    {
      endpoints: known([
        { endpoint: anEndpoint({ state: 'disabled', disabledReason: 'gone' }), parked: 0 },
      ]),
    },
    'endpoints',
    /ep_1 \(a.test\) is disabled and receives no events: gone/,
    /endpoints enable ep_1/,
  ],
  [
    'a failing endpoint',
    {
      endpoints: known([
        { endpoint: anEndpoint({ failingSince: '2026-03-14T00:00:00.000Z' }), parked: 100 },
      ]),
    },
    'endpoints',
    /failing since 2026-03-14T00:00:00.000Z and has at least 100 deliveries parked/,
    /endpoints test ep_1/,
  ],
  [
    'overdue jobs',
    { overdue: known([{ statusKey: 'InProgress#Bulk', jobs: 4 }]) },
    'overdue',
    /4 pending Bulk jobs/,
    /jobs list --status InProgress/,
  ],
  [
    'a damaged row',
    {
      damaged: [
        {
          tableName: 'Jobs-1',
          key: { vaultArn: { S: 'arn:v' }, jobId: { S: 'job-1' } },
          reason: 'The item of the Jobs table is damaged in: transitions. (job-1)',
        },
      ],
    },
    'rows',
    /Jobs table is damaged in: transitions\. \(job-1\)/,
    /get-item --table-name Jobs-1 --key '.*"jobId":\{"S":"job-1"\}\}'/,
  ],
];
