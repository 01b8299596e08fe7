import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { permissionsOf, synthesize } from '../synthesize.ts';

const { template } = synthesize({ vaults: ['photos'], trackInitiateJob: true });

const failedTracks = {
  'Fn::GetAtt': [Match.stringLikeRegexp('^TrackerFailedTracksQueue'), 'Arn'],
};
const trackers = (settings: Readonly<Record<string, unknown>>) =>
  Object.values(
    synthesize(settings).template.findResources('AWS::Lambda::Function', {
      Properties: { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'tracker' } } },
    }),
  ).map(({ Properties }) => Properties.Environment.Variables as Record<string, unknown>);

describe('the tracker', () => {
  it('is there only when the setting says so', () => {
    const without = synthesize({ vaults: ['photos'] }).template;
    without.resourceCountIs('AWS::Events::Rule', 0);
    expect(JSON.stringify(without.toJSON())).not.toContain('Tracker');
    expect(trackers({ trackInitiateJob: 'true' })).toHaveLength(1);
  });

  it('is invoked by CloudTrail records of InitiateJob, and EventBridge keeps the events that it cannot deliver', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      EventPattern: {
        source: ['aws.glacier'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventName: ['InitiateJob'] },
      },
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TrackerFunction'), 'Arn'] },
          DeadLetterConfig: { Arn: failedTracks },
        },
      ],
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'events.amazonaws.com' },
            Resource: failedTracks,
            Condition: {
              ArnEquals: {
                'aws:SourceArn': {
                  'Fn::GetAtt': [Match.stringLikeRegexp('^TrackerRule'), 'Arn'],
                },
              },
            },
          }),
        ]),
      },
    });
  });

  it('is tried three times before Lambda keeps the record, for 14 days', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^TrackerFunction') },
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: failedTracks } },
    });
    const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
    const [, queue] = queues.find(([id]) => id.startsWith('TrackerFailedTracksQueue')) ?? [];
    expect(queue?.['Properties']).toMatchObject({ MessageRetentionPeriod: 1_209_600 });
  });

  it.each([
    ['the named vaults', { vaults: ['photos', 'backups'] }, ['vaults/photos', 'vaults/backups']],
    ['every vault', { vaults: '*' }, ['vaults/*']],
    ['no vault', {}, []],
  ])('may record, keep, and ask Glacier about jobs of %s, and nothing else', (_, given, vaults) => {
    const { template: those } = synthesize({ ...given, trackInitiateJob: true });
    const ask = 'glacier:DescribeJob on arn:{AWS::Partition}:glacier:{AWS::Region}';
    const send = ['GetQueueAttributes', 'GetQueueUrl', 'SendMessage'];
    expect([...new Set(permissionsOf(those, 'Tracker'))].sort()).toStrictEqual(
      [
        'dynamodb:GetItem on {JobsTable.Arn}',
        'dynamodb:UpdateItem on {JobsTable.Arn}',
        ...vaults.map((vault) => `${ask}:{AWS::AccountId}:${vault}`),
        'logs:CreateLogStream on {TrackerLogs.Arn}',
        'logs:PutLogEvents on {TrackerLogs.Arn}',
        ...send.map((action) => `sqs:${action} on {TrackerFailedTracksQueue.Arn}`),
      ].sort(),
    );
  });

  it('gets the vaults whose jobs it accepts, and a Glacier endpoint only when one is set', () => {
    const [tracker] = trackers({
      vaults: ['photos', 'backups'],
      trackInitiateJob: true,
      glacierEndpointUrl: 'http://127.0.0.1:9000',
    });
    expect(tracker).toMatchObject({
      VAULTS: 'photos,backups',
      GLACIER_ENDPOINT_URL: 'http://127.0.0.1:9000',
      FAILED_TRACKS_QUEUE_URL: { Ref: expect.stringMatching(/^TrackerFailedTracksQueue/) },
    });
    expect(trackers({ trackInitiateJob: true })[0]).not.toHaveProperty('GLACIER_ENDPOINT_URL');
  });
});
