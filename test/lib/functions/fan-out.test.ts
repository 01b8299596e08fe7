import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

const { template } = synthesize({ vaults: '*' });

const outbox = (table: string) => {
  const streams = Object.values(
    template.findResources('AWS::Lambda::EventSourceMapping', {
      Properties: { StartingPosition: 'TRIM_HORIZON' },
    }),
  );
  expect(streams).toHaveLength(2);
  const one = streams.find(({ Properties }) =>
    String(Properties.EventSourceArn['Fn::GetAtt'][0]).startsWith(`${table}Table`),
  );
  return one?.['Properties'] as Record<string, unknown>;
};

const patternsOf = (table: string) => {
  const { FilterCriteria } = outbox(table) as {
    readonly FilterCriteria: { readonly Filters: readonly { readonly Pattern: string }[] };
  };
  return FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown);
};

describe('the fan-out', () => {
  it('is invoked by transitions of the Jobs table alone', () => {
    expect(patternsOf('Jobs')).toStrictEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { NewImage: { lastChange: { S: ['transition'] } } },
      },
    ]);
  });

  it('is invoked by new changes of groups that have an event', () => {
    expect(patternsOf('Groups')).toStrictEqual([
      {
        eventName: ['INSERT'],
        dynamodb: { NewImage: { change: { S: ['completed', 'expiring', 'overdue'] } } },
      },
    ]);
  });

  it.each(['Jobs', 'Groups'])(
    'tries for as long as the stream of %s keeps its records, and halves a batch that fails',
    (table) => {
      expect(outbox(table)).toMatchObject({
        MaximumRetryAttempts: -1,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BatchSize: 10,
        ParallelizationFactor: 4,
        EventSourceArn: { 'Fn::GetAtt': [expect.stringMatching(`^${table}Table`), 'StreamArn'] },
        FunctionName: { Ref: expect.stringMatching(/^FanOutFunction/) },
      });
      expect(outbox(table)).not.toHaveProperty('MaximumRecordAgeInSeconds');
    },
  );

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
