import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';
import { alarmsOf } from './alarms-of.ts';

const alarmTopicArn = 'arn:aws:sns:eu-west-1:123456789012:operators';
const mailTopic = { Ref: Match.stringLikeRegexp('^MonitoringReceiversMailTopic') };

describe('the receivers of alarms', () => {
  it('are none by default', () => {
    const { template } = synthesize();
    for (const { AlarmActions, OKActions } of alarmsOf(template).values()) {
      expect([AlarmActions, OKActions]).toStrictEqual([undefined, undefined]);
    }
    template.resourcePropertiesCountIs('AWS::SNS::Subscription', { Protocol: 'email' }, 0);
  });

  it('are the topic and the address of the settings, when an alarm begins and when it ends', () => {
    const { template } = synthesize({ alarmEmail: 'storage@example.com', alarmTopicArn });
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [alarmTopicArn, mailTopic],
    });
    const withoutOkAction = [...alarmsOf(template)].filter(([, { OKActions }]) => !OKActions);
    // What happened is not undone by not happening again.
    expect(withoutOkAction.map(([name]) => name)).toStrictEqual([
      'ConflictingEvidence',
      'VaultMissing',
      'PollerDenied',
      'GlacierUnsupported',
      'StreamStopped',
      'EndpointDisabled',
      'EndpointUnreadable',
      'DeliveriesExhausted',
    ]);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      OKActions: [alarmTopicArn, mailTopic],
    });
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'storage@example.com',
      TopicArn: mailTopic,
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [mailTopic],
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Principal: '*' }),
          {
            Sid: 'AlarmsOfThisAccount',
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Resource: mailTopic,
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
  });
});
