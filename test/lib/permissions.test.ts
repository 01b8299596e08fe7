import { expect, it } from 'vitest';
import { permissionsOf, show, synthesize } from './synthesize.ts';

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
      'dynamodb:Scan on {EndpointsTable.Arn}',
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
])('the role of %s allows what the function does and nothing else', (construct, expected) => {
  const permissions = new Set(permissionsOf(template, construct));
  expect([...permissions].sort()).toStrictEqual([...expected, ...logs(construct)].sort());
});

it('gives no role a managed policy of AWS', () => {
  for (const { Properties } of Object.values(template.findResources('AWS::IAM::Role'))) {
    expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  }
});

it('refuses everybody without TLS at every queue and topic', () => {
  const policies = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].flatMap((type) =>
    Object.values(template.findResources(type)),
  );
  const refused = policies.flatMap(({ Properties }) =>
    (
      Properties.PolicyDocument.Statement as {
        Effect: string;
        Condition?: unknown;
        Resource: unknown;
      }[]
    )
      .filter(({ Effect, Condition }) => {
        return (
          Effect === 'Deny' && JSON.stringify(Condition).includes('"aws:SecureTransport":"false"')
        );
      })
      .map(({ Resource }) => show(Resource).replace('.Arn', '')),
  );
  expect(refused.sort()).toStrictEqual([
    '{EventsTopic}',
    '{FanOutFailedEventsQueue}',
    '{IntakeFailedNoticesQueue}',
    '{NoticeTopic}',
    '{PollerFailedPollsQueue}',
    '{PollerPollQueue}',
    '{RedeliverFailedRunsQueue}',
    '{SenderDeliveryDeadLetterQueue}',
    '{SenderDeliveryQueue}',
  ]);
});
