import { describe, expect, it } from 'vitest';
import { commandCalls } from '../support/command-calls.ts';
import { allowedBy, permissionsIn, policiesOf, show, synthesize } from './synthesize.ts';

const { template } = synthesize({ vaults: ['photos'] });

it('lets a reader of jobs query the tables of jobs and groups, and nothing else', () => {
  expect(permissionsIn(template, 'JobsReader')).toStrictEqual([
    'dynamodb:BatchGetItem on {JobsTable.Arn}',
    'dynamodb:GetItem on {GroupsTable.Arn}',
    'dynamodb:GetItem on {JobsTable.Arn}',
    'dynamodb:Query on {GroupsTable.Arn}',
    'dynamodb:Query on {GroupsTable.Arn}/index/byState',
    'dynamodb:Query on {JobsTable.Arn}',
    'dynamodb:Query on {JobsTable.Arn}/index/byGroup',
    'dynamodb:Query on {JobsTable.Arn}/index/byStatus',
  ]);
});

const failureQueues = [
  'FanOutFailedEventsQueue',
  'GroupMonitorFailedChecksQueue',
  'IntakeFailedNoticesQueue',
  'PollerFailedPollsQueue',
  'RedeliverFailedRunsQueue',
  'SenderDeliveryDeadLetterQueue',
];
const on = (resource: string, ...actions: string[]) =>
  actions.map((action) => `${action} on ${resource}`);

const STACK =
  'arn:{AWS::Partition}:cloudformation:{AWS::Region}:{AWS::AccountId}:stack/GlacierJobNotifier/*';

it('lets an operator do what the command does and nothing else', () => {
  const onTable = (table: string, ...actions: string[]) =>
    on(`{${table}Table.Arn}`, ...actions.map((action) => `dynamodb:${action}`));
  expect(permissionsIn(template, 'OperatorPolicy')).toStrictEqual(
    [
      ...onTable('Jobs', 'BatchGetItem', 'GetItem', 'Query', 'Scan', 'UpdateItem'),
      ...onTable('Groups', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'),
      ...onTable('Endpoints', 'DeleteItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem'),
      ...onTable('EndpointSecrets', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'),
      ...onTable('Deliveries', 'GetItem', 'Query'),
      ...on('{JobsTable.Arn}/index/byGroup', 'dynamodb:Query'),
      ...on('{JobsTable.Arn}/index/byStatus', 'dynamodb:Query'),
      ...on('{GroupsTable.Arn}/index/byState', 'dynamodb:Query'),
      ...on('{DeliveriesTable.Arn}/index/byEndpoint', 'dynamodb:Query'),
      'kms:Decrypt on {EndpointSecretsKey.Arn}',
      ...failureQueues.flatMap((queue) =>
        on(
          `{${queue}.Arn}`,
          'sqs:GetQueueAttributes',
          'sqs:ReceiveMessage',
          'sqs:ChangeMessageVisibility',
          'sqs:DeleteMessage',
        ),
      ),
      ...on('{SenderDeliveryQueue.Arn}', 'sqs:SendMessage'),
      ...on('{EventsTopic}', 'sns:Publish'),
      ...on(STACK, 'cloudformation:DescribeStacks', 'cloudformation:ListStackResources'),
    ].sort(),
  );
});

it('lets an operator look at how the service is set up, by a policy that changes nothing', () => {
  expect(permissionsIn(template, 'OperatorDiagnosisPolicy')).toStrictEqual(
    [
      ...['FanOut', 'GroupMonitor', 'Intake', 'Poller', 'Redeliver', 'Sender'].flatMap((name) =>
        on(
          `{${name}Function.Arn}`,
          'lambda:GetFunctionConcurrency',
          'lambda:GetFunctionConfiguration',
          'lambda:GetPolicy',
        ),
      ),
      ...[
        'GroupMonitorSchedule',
        'PollerSchedule',
        'PollerSweepSchedule',
        'RedeliverSchedule',
      ].flatMap((name) => on(`{${name}.Arn}`, 'scheduler:GetSchedule')),
      ...on('{NoticeTopic}', 'sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'),
      ...on(
        '*',
        'cloudwatch:GetMetricData',
        'lambda:ListEventSourceMappings',
        'sns:GetSubscriptionAttributes',
      ),
    ].sort(),
  );
});

it('lets an operator start jobs and look at them, in the vaults that are named, by a policy of its own', () => {
  expect(permissionsIn(template, 'OperatorVaultsPolicy')).toStrictEqual(
    on(
      'arn:{AWS::Partition}:glacier:{AWS::Region}:{AWS::AccountId}:vaults/photos',
      'glacier:DescribeJob',
      'glacier:DescribeVault',
      'glacier:GetVaultNotifications',
      'glacier:InitiateJob',
      'glacier:ListJobs',
    ),
  );
});

it('lets only the sender and operators access the secrets, and use their key only for tables', () => {
  const near = policiesOf(template).filter(({ PolicyDocument }) =>
    JSON.stringify(PolicyDocument).includes('"EndpointSecrets'),
  );
  expect(near.map(({ logicalId }) => logicalId.slice(0, -8))).toStrictEqual([
    'SenderRoleDefaultPolicy',
    'OperatorPolicy',
  ]);
  const byKey = near.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.filter(({ Action }) => JSON.stringify(Action).includes('kms:')),
  );
  expect(byKey).toHaveLength(2);
  const viaTables = { 'Fn::Join': ['', ['dynamodb.', { Ref: 'AWS::Region' }, '.amazonaws.com*']] };
  for (const statement of byKey) {
    expect(statement).toMatchObject({ Condition: { StringLike: { 'kms:ViaService': viaTables } } });
  }
});

it('lets no service of AWS in but for one thing of ours, or for this account', () => {
  for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Permission'))) {
    expect(Properties).toHaveProperty('SourceArn');
  }
  const allowed = resourcePolicies().filter(({ Effect }) => Effect === 'Allow');
  expect(allowed.length).toBeGreaterThan(2);
  for (const { Condition } of allowed) {
    expect(JSON.stringify(Condition)).toMatch(/"aws:Source(Arn|Account|Owner)"/);
  }
});

it('delegates the use of the key to the policies of the account, and to no other account', () => {
  const [key] = Object.values(template.findResources('AWS::KMS::Key'));
  const { Statement } = key?.['Properties'].KeyPolicy ?? {};
  expect(Statement).toHaveLength(1);
  expect(show(Statement[0].Principal.AWS)).toBe('arn:{AWS::Partition}:iam::{AWS::AccountId}:root');
});

describe('with everything switched on', () => {
  const { template: whole } = synthesize({
    vaults: '*',
    trackInitiateJob: true,
    subscriberAccounts: ['111122223333', '444455556666'],
    eventBus: 'default',
    outputs: false,
    vpc: { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0b1c2d3e'] },
  });

  // Whatever is granted on more than one thing fails here first, and has to be meant.
  it('names the resource wherever there is one to be named', () => {
    const wide = allowedBy(policiesOf(whole)).filter((permission) => permission.includes('*'));
    const vaults = 'arn:{AWS::Partition}:glacier:{AWS::Region}:{AWS::AccountId}:vaults/*';
    expect([...new Set(wide)]).toStrictEqual([
      `cloudformation:DescribeStackResource on ${STACK}`,
      `cloudformation:DescribeStacks on ${STACK}`,
      `cloudformation:ListStackResources on ${STACK}`,
      'cloudwatch:GetMetricData on *',
      'dynamodb:ListStreams on *',
      'ec2:AssignPrivateIpAddresses on *',
      'ec2:CreateNetworkInterface on *',
      'ec2:DeleteNetworkInterface on *',
      'ec2:DescribeNetworkInterfaces on *',
      'ec2:DescribeSubnets on *',
      'ec2:UnassignPrivateIpAddresses on *',
      `glacier:DeleteVaultNotifications on ${vaults}`,
      `glacier:DescribeJob on ${vaults}`,
      `glacier:DescribeVault on ${vaults}`,
      `glacier:GetVaultNotifications on ${vaults}`,
      `glacier:InitiateJob on ${vaults}`,
      `glacier:ListJobs on ${vaults}`,
      'glacier:ListVaults on *',
      `glacier:SetVaultNotifications on ${vaults}`,
      'lambda:ListEventSourceMappings on *',
      'sns:GetSubscriptionAttributes on *',
    ]);
  });

  // A call without a grant, or a grant without a call, fails here.
  it('lets an operator call whatever the command calls, and nothing else', () => {
    const granted = permissionsIn(whole, 'Operator').map((permission) => {
      const [action = ''] = permission.split(' ');
      const [, table, index = ''] = /\{(\w+)Table\.Arn\}(?:\/index(.+))?/.exec(permission) ?? [];
      return table === undefined ? action : `${action} on ${table}${index}`;
    });
    // DynamoDB uses the key of the secrets for whoever asks it for them.
    const calls = [...commandCalls(), 'kms:Decrypt'];
    // The right to the bytes of archives is the user's own: docs/security.md.
    expect(calls).toContain('glacier:GetJobOutput');
    const shared = calls.filter(
      (call) => call !== 'glacier:GetJobOutput' && !call.startsWith('s3:'),
    );
    expect([...new Set(granted)].sort()).toStrictEqual(shared.sort());
  });

  it('gives no role a managed policy of AWS', () => {
    const given = Object.values(whole.findResources('AWS::IAM::Role')).flatMap(
      ({ Properties }) => (Properties['ManagedPolicyArns'] as unknown[] | undefined) ?? [],
    );
    expect(given.map(show)).toStrictEqual(['{JobsReader}']);
  });

  it('lets the named accounts subscribe, and read jobs in one role, and no others', () => {
    const roots = ['111122223333', '444455556666'].map(
      (id) => `arn:{AWS::Partition}:iam::${id}:root`,
    );
    const [, role] =
      Object.entries(whole.findResources('AWS::IAM::Role')).find(([id]) =>
        id.startsWith('SubscribersRole'),
      ) ?? [];
    const trusted = role?.['Properties'].AssumeRolePolicyDocument.Statement as Trust[];
    expect(trusted.flatMap(({ Principal }) => [Principal.AWS].flat()).map(show)).toStrictEqual(
      roots,
    );
    const policy = whole.findResources('AWS::SNS::TopicPolicy');
    const statements = Object.values(policy).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement as (Trust & { Sid: string })[],
    );
    const subscribing = statements.filter(({ Sid }) => Sid === 'SubscriberAccounts');
    expect(subscribing).toMatchObject([{ Action: 'sns:Subscribe', Effect: 'Allow' }]);
    expect([subscribing[0]?.Principal.AWS].flat().map(show)).toStrictEqual(roots);
  });
});

interface Trust {
  readonly Principal: { readonly AWS: unknown };
}

it('stays within what IAM takes for as many vaults and accounts as can be named, with keys', () => {
  const vaults = Array.from({ length: 100 }, (_, i) => `vault-${i}`.padEnd(24, 'x'));
  const [encryptionKeyArn, secretsKeyArn] = ['a', 'b'].map(
    (id) => `arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-${id.repeat(32)}`,
  );
  const keys = { encryptionKeyArn, secretsKeyArn, functions: { tracing: true } };
  const { template: large } = synthesize({ vaults, subscriberAccounts: accountIds(15), ...keys });
  const policies = policiesOf(large);
  const managed = policies.filter(
    ({ Roles, logicalId }) => !Roles || logicalId.includes('Overflow'),
  );
  for (const { PolicyDocument } of managed) {
    expect(deployedLength(PolicyDocument)).toBeLessThan(6144);
  }
  for (const { PolicyDocument } of policies) {
    expect(deployedLength(PolicyDocument)).toBeLessThan(10_240);
  }
  for (const name of ['OperatorVaultsPolicy', 'PollerRole']) {
    const onVaults = permissionsIn(large, name).filter((one) => one.startsWith('glacier:ListJobs'));
    expect(onVaults).toHaveLength(100);
  }
  for (const { Properties } of Object.values(large.findResources('AWS::IAM::Role'))) {
    expect(deployedLength(Properties['AssumeRolePolicyDocument'])).toBeLessThan(2048);
  }
});

/** The length of a document with references as long as regions, names and ARNs can become. */
const deployedLength = (document: unknown): number =>
  JSON.stringify(document, (_, value) => {
    if (typeof value !== 'object' || value === null) return value;
    if (value.Ref?.startsWith('AWS::')) return 'ap-southeast-9';
    if (value.Ref || value['Fn::GetAtt']) return 'x'.repeat(120);
    return value['Fn::Join'] ? show(value).replaceAll(/\{AWS::\w+\}/g, 'ap-southeast-9') : value;
  }).length;

const accountIds = (count: number) =>
  Array.from({ length: count }, (_, i) => String(111_122_223_333 + i));

interface ResourceStatement {
  readonly Effect: string;
  readonly Condition?: unknown;
  readonly Resource: unknown;
}

/** Every statement of the policies that queues and topics have themselves. */
const resourcePolicies = () =>
  ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].flatMap((type) =>
    Object.values(template.findResources(type)).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement as ResourceStatement[],
    ),
  );

it('refuses everybody without TLS at every queue and topic', () => {
  const withoutTls = '"aws:SecureTransport":"false"';
  const refused = resourcePolicies()
    .filter(({ Effect }) => Effect === 'Deny')
    .filter(({ Condition }) => JSON.stringify(Condition).includes(withoutTls))
    .map(({ Resource }) => show(Resource).replace('.Arn', ''));
  expect(refused.sort()).toStrictEqual([
    '{EventsTopic}',
    '{FanOutFailedEventsQueue}',
    '{GroupMonitorFailedChecksQueue}',
    '{IntakeFailedNoticesQueue}',
    '{NoticeTopic}',
    '{PollerFailedPollsQueue}',
    '{PollerPollQueue}',
    '{RedeliverFailedRunsQueue}',
    '{SenderDeliveryDeadLetterQueue}',
    '{SenderDeliveryQueue}',
  ]);
});
