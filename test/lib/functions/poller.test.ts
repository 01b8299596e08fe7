import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { permissionsOf, synthesize } from '../synthesize.ts';

const { template } = synthesize({ vaults: ['photos'] });

const failedPolls = {
  'Fn::GetAtt': [Match.stringLikeRegexp('^PollerFailedPollsQueue'), 'Arn'],
};

const looksOf = (settings: Readonly<Record<string, unknown>>) =>
  permissionsOf(synthesize(settings).template, 'Poller').filter((one) =>
    one.startsWith('glacier:'),
  );

describe('the poller', () => {
  it('is invoked every minute with that minute', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PollerFunction'), 'Arn'] },
        Input: '{"tick":"<aws.scheduler.scheduled-time>"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 2 },
        DeadLetterConfig: { Arn: failedPolls },
      },
    });
  });

  it('is invoked for a sweep as often as the settings say', () => {
    const { template: often } = synthesize({ sweepIntervalMinutes: 30 });
    for (const [those, rate] of [
      [template, 'rate(1 hour)'],
      [often, 'rate(30 minutes)'],
    ] as const) {
      those.hasResourceProperties('AWS::Scheduler::Schedule', {
        ScheduleExpression: rate,
        State: 'ENABLED',
        Target: {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PollerFunction'), 'Arn'] },
          Input: '{"sweep":"<aws.scheduler.scheduled-time>"}',
          RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 2 },
          DeadLetterConfig: { Arn: failedPolls },
        },
      });
    }
  });

  it('keeps the ticks on which it fails', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^PollerFunction') },
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: failedPolls } },
    });
  });

  it('goes on with what a tick left, one message at a time and few at once', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PollerPollQueue'), 'Arn'] },
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 4 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 360,
      RedrivePolicy: { deadLetterTargetArn: failedPolls, maxReceiveCount: 3 },
    });
  });

  it.each([
    ['the named vaults', { vaults: ['a', 'b'] }, ['vaults/a', 'vaults/b'], []],
    ['every vault', { vaults: '*' }, ['vaults/*'], ['glacier:ListVaults on *']],
    ['no vault', {}, [], []],
  ])('may ask Glacier about jobs of %s only', (_, settings, resources, lists) => {
    const prefix = 'arn:{AWS::Partition}:glacier:{AWS::Region}:{AWS::AccountId}';
    expect(looksOf(settings)).toStrictEqual(
      [
        ...resources.flatMap((resource) =>
          ['DescribeJob', 'ListJobs'].map((action) => `glacier:${action} on ${prefix}:${resource}`),
        ),
        ...lists,
      ].sort(),
    );
  });

  it('gets the polling times, and a Glacier endpoint only when one is set', () => {
    const environmentOf = (settings: Readonly<Record<string, unknown>>) => {
      const functions = synthesize(settings).template.findResources('AWS::Lambda::Function', {
        Properties: { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'poller' } } },
      });
      const [poller] = Object.values(functions);
      return poller?.['Properties'].Environment.Variables as Record<string, unknown>;
    };
    const variables = environmentOf({
      polling: { Standard: { steps: 12 } },
      glacierEndpointUrl: 'http://127.0.0.1:9000',
    });
    expect(JSON.parse(variables['POLLING'] as string)).toMatchObject({
      Standard: { windowMinutes: [213, 273], steps: 12 },
      Inventory: { windowMinutes: [213, 273], steps: 6 },
    });
    expect(variables['GLACIER_ENDPOINT_URL']).toBe('http://127.0.0.1:9000');
    expect(environmentOf({})).not.toHaveProperty('GLACIER_ENDPOINT_URL');
  });
});
