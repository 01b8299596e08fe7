import { Capture, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

const { template } = synthesize({
  webhooks: {
    timeoutSeconds: 10,
    retryScheduleSeconds: [1, 2, 3],
    allowedCidrs: ['10.1.0.0/16', '10.2.0.0/16'],
    allowHttp: true,
    disableAfterHours: 48,
    maxConcurrency: 4,
  },
});

const deadLetters = {
  'Fn::GetAtt': [Match.stringLikeRegexp('^SenderDeliveryDeadLetterQueue'), 'Arn'],
};

describe('the sender', () => {
  it('gets the delivery settings in its environment', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          POWERTOOLS_SERVICE_NAME: 'sender',
          WEBHOOK_TIMEOUT_SECONDS: '10',
          RETRY_SCHEDULE_SECONDS: '1,2,3',
          ALLOWED_CIDRS: '10.1.0.0/16,10.2.0.0/16',
          ALLOW_HTTP: 'true',
          DISABLE_AFTER_HOURS: '48',
        },
      },
      Timeout: 30,
    });
  });

  it('has a delivery hidden for six times as long as it may take', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 180,
      MessageRetentionPeriod: 1_209_600,
    });
  });

  it('may receive a delivery well more often than it attempts it', () => {
    const attempts = 4;
    const received = new Capture();
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 180,
      RedrivePolicy: { deadLetterTargetArn: deadLetters, maxReceiveCount: received },
    });
    expect(received.asNumber()).toBeGreaterThanOrEqual(2 * attempts);
  });

  it('answers for each delivery of a batch, with a limit on how many run at once', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SenderDeliveryQueue'), 'Arn'] },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 4 },
    });
  });
});
