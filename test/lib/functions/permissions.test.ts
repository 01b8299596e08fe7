import { expect, it } from 'vitest';
import { permissionsOf, synthesize } from '../synthesize.ts';

const { template } = synthesize({ vaults: ['photos'] });

const logs = (construct: string) => [
  `logs:CreateLogStream on {${construct}Logs.Arn}`,
  `logs:PutLogEvents on {${construct}Logs.Arn}`,
];
const toSend = (queue: string) =>
  ['GetQueueAttributes', 'GetQueueUrl', 'SendMessage'].map(
    (action) => `sqs:${action} on {${queue}.Arn}`,
  );
const toReceive = (queue: string) =>
  [
    'ChangeMessageVisibility',
    'DeleteMessage',
    'GetQueueAttributes',
    'GetQueueUrl',
    'ReceiveMessage',
  ].map((action) => `sqs:${action} on {${queue}.Arn}`);

// Whatever a function is granted in addition fails here first, and has to be meant.
it.each([
  [
    'Intake',
    [
      'dynamodb:GetItem on {JobsTable.Arn}',
      'dynamodb:UpdateItem on {JobsTable.Arn}',
      ...toSend('IntakeFailedNoticesQueue'),
    ],
  ],
  [
    'Poller',
    [
      'dynamodb:BatchGetItem on {JobsTable.Arn}',
      'dynamodb:GetItem on {JobsTable.Arn}',
      'dynamodb:Query on {JobsTable.Arn}/index/byStatus',
      'dynamodb:UpdateItem on {JobsTable.Arn}',
      'glacier:DescribeJob on arn:{AWS::Partition}:glacier:{AWS::Region}:{AWS::AccountId}:vaults/photos',
      'glacier:ListJobs on arn:{AWS::Partition}:glacier:{AWS::Region}:{AWS::AccountId}:vaults/photos',
      ...toReceive('PollerPollQueue'),
      'sqs:SendMessage on {PollerPollQueue.Arn}',
      ...toSend('PollerFailedPollsQueue'),
    ],
  ],
  [
    'FanOut',
    [
      'dynamodb:DescribeStream on {JobsTable.StreamArn}',
      'dynamodb:GetRecords on {JobsTable.StreamArn}',
      'dynamodb:GetShardIterator on {JobsTable.StreamArn}',
      // The only action that knows no resource to be limited to.
      'dynamodb:ListStreams on *',
      'dynamodb:DescribeStream on {GroupsTable.StreamArn}',
      'dynamodb:GetRecords on {GroupsTable.StreamArn}',
      'dynamodb:GetShardIterator on {GroupsTable.StreamArn}',
      'dynamodb:Scan on {EndpointsTable.Arn}',
      'dynamodb:UpdateItem on {GroupsTable.Arn}',
      'sns:Publish on {EventsTopic}',
      'sqs:SendMessage on {FanOutFailedEventsQueue.Arn}',
      'sqs:SendMessage on {SenderDeliveryQueue.Arn}',
    ],
  ],
  [
    'Sender',
    [
      'dynamodb:GetItem on {DeliveriesTable.Arn}',
      'dynamodb:GetItem on {EndpointSecretsTable.Arn}',
      'dynamodb:GetItem on {EndpointsTable.Arn}',
      'dynamodb:PutItem on {DeliveriesTable.Arn}',
      'dynamodb:UpdateItem on {EndpointsTable.Arn}',
      'kms:Decrypt on {EndpointSecretsKey.Arn}',
      ...toReceive('SenderDeliveryQueue'),
    ],
  ],
  [
    'Redeliver',
    [
      'dynamodb:GetItem on {DeliveriesTable.Arn}',
      'dynamodb:PutItem on {DeliveriesTable.Arn}',
      'dynamodb:Query on {DeliveriesTable.Arn}/index/byEndpoint',
      'dynamodb:Query on {DeliveriesTable.Arn}/index/due',
      'dynamodb:Scan on {EndpointsTable.Arn}',
      'dynamodb:UpdateItem on {EndpointsTable.Arn}',
      'sns:Publish on {EventsTopic}',
      'sqs:SendMessage on {SenderDeliveryQueue.Arn}',
      ...toSend('RedeliverFailedRunsQueue'),
    ],
  ],
  [
    'GroupMonitor',
    [
      'dynamodb:BatchGetItem on {JobsTable.Arn}',
      'dynamodb:GetItem on {JobsTable.Arn}',
      'dynamodb:PutItem on {GroupsTable.Arn}',
      'dynamodb:Query on {GroupsTable.Arn}/index/byState',
      'dynamodb:Query on {JobsTable.Arn}/index/byGroup',
      'dynamodb:UpdateItem on {GroupsTable.Arn}',
      'dynamodb:UpdateItem on {JobsTable.Arn}',
      ...toSend('GroupMonitorFailedChecksQueue'),
    ],
  ],
  [
    'VaultNotifications',
    [
      'cloudformation:DescribeStacks on {AWS::StackId}',
      'dynamodb:DeleteItem on {VaultNotificationsRecords.Arn}',
      'dynamodb:PutItem on {VaultNotificationsRecords.Arn}',
      'dynamodb:Scan on {VaultNotificationsRecords.Arn}',
      ...['Delete', 'Get', 'Set'].map(
        (verb) =>
          `glacier:${verb}VaultNotifications on arn:{AWS::Partition}:glacier:{AWS::Region}:{AWS::AccountId}:vaults/photos`,
      ),
    ],
  ],
])('the role of %s allows what the function does and nothing else', (construct, expected) => {
  const permissions = new Set(permissionsOf(template, construct));
  expect([...permissions].sort()).toStrictEqual([...expected, ...logs(construct)].sort());
});

it.each([
  ['Poller', 'PollerFailedPollsQueue'],
  ['Redeliver', 'RedeliverFailedRunsQueue'],
  ['GroupMonitor', 'GroupMonitorFailedChecksQueue'],
])('the schedules of %s may wake its function, for this account alone', (construct, queue) => {
  expect(permissionsOf(template, `${construct}Waking`)).toStrictEqual([
    `lambda:InvokeFunction on {${construct}Function.Arn}`,
    `sqs:SendMessage on {${queue}.Arn}`,
  ]);
  const roles = Object.entries(template.findResources('AWS::IAM::Role'));
  const [, role] = roles.find(([id]) => id.startsWith(`${construct}WakingRole`)) ?? [];
  expect(role?.['Properties'].AssumeRolePolicyDocument.Statement).toMatchObject([
    {
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ]);
});
