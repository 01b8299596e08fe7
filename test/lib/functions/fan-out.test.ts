import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

const { template } = synthesize({ vaults: '*' });

const outbox = () => {
  const mappings = template.findResources('AWS::Lambda::EventSourceMapping', {
    Properties: { StartingPosition: 'TRIM_HORIZON' },
  });
  expect(Object.keys(mappings)).toHaveLength(1);
  return Object.values(mappings)[0]?.['Properties'] as Record<string, unknown>;
};

describe('the fan-out', () => {
  it('is invoked by transitions of the Jobs table alone', () => {
    const { FilterCriteria } = outbox() as {
      readonly FilterCriteria: { readonly Filters: readonly { readonly Pattern: string }[] };
    };
    expect(
      FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown),
    ).toStrictEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { NewImage: { lastChange: { S: ['transition'] } } },
      },
    ]);
  });

  it('tries for as long as the stream keeps its records, and halves a batch that fails', () => {
    expect(outbox()).toMatchObject({
      MaximumRetryAttempts: -1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BatchSize: 10,
      ParallelizationFactor: 4,
      EventSourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^JobsTable/), 'StreamArn'] },
      FunctionName: { Ref: expect.stringMatching(/^FanOutFunction/) },
    });
    expect(outbox()).not.toHaveProperty('MaximumRecordAgeInSeconds');
  });

  it('keeps failed transitions for 14 days', () => {
    template.hasResource('AWS::SQS::Queue', {
      Properties: { MessageRetentionPeriod: 1_209_600, RedrivePolicy: Match.absent() },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          POWERTOOLS_SERVICE_NAME: 'fan-out',
          FAILED_EVENTS_QUEUE_URL: { Ref: Match.stringLikeRegexp('^FanOutFailedEventsQueue') },
          DELIVERY_QUEUE_URL: { Ref: Match.stringLikeRegexp('^SenderDeliveryQueue') },
        },
      },
    });
  });
});
