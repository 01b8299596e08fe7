import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

const { template } = synthesize({ webhooks: { retryScheduleSeconds: [1, 2, 3] } });

const failedRuns = {
  'Fn::GetAtt': [Match.stringLikeRegexp('^RedeliverFailedRunsQueue'), 'Arn'],
};

describe('redeliver', () => {
  it('is invoked every minute', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^RedeliverFunction'), 'Arn'] },
        Input: '{}',
        RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 2 },
        DeadLetterConfig: { Arn: failedRuns },
      },
    });
  });

  it('keeps the runs on which it fails', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^RedeliverFunction') },
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: failedRuns } },
    });
  });

  it('knows the schedule that the sender goes by', () => {
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    const schedules = functions
      .map(({ Properties }) => Properties.Environment.Variables.RETRY_SCHEDULE_SECONDS as unknown)
      .filter((schedule) => schedule !== undefined);
    expect(schedules).toStrictEqual(['1,2,3', '1,2,3']);
  });
});
