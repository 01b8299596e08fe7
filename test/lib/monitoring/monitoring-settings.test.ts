import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OpsItemSeverity, SsmAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { AlarmSelection, GlacierJobNotifier } from '../../../lib/glacier-job-notifier.ts';
import { synthesize } from '../synthesize.ts';
import { alarmsOf } from './alarms-of.ts';

describe('alarms', () => {
  it('"critical" leaves the alarms that need an operator today', () => {
    const { template } = synthesize({ alarms: 'critical' });
    const descriptions = [...alarmsOf(template).values()].map((one) => one.AlarmDescription);
    expect(descriptions.length).toBeGreaterThan(10);
    expect(descriptions.filter((text) => !text.startsWith('[critical]'))).toStrictEqual([]);
  });

  it('"none" leaves none, and a dashboard without their states', () => {
    const { template } = synthesize({ alarms: 'none' });
    expect(alarmsOf(template).size).toBe(0);
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    expect(JSON.stringify(dashboard)).not.toContain('"title\\":\\"Alarms');
  });
});

it('alarmActions act beside the topic of alarms, when an alarm starts', () => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'S');
  const alarmTopic = Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:123456789012:a');
  new GlacierJobNotifier(stack, 'N', {
    vaults: ['photos'],
    alarmTopic,
    monitoring: {
      alarms: AlarmSelection.CRITICAL,
      alarmActions: [new SsmAction(OpsItemSeverity.HIGH)],
    },
  });
  const alarms = [...alarmsOf(Template.fromStack(stack)).values()];
  expect(alarms.length).toBeGreaterThan(10);
  for (const { AlarmActions, OKActions = [alarmTopic.topicArn] } of alarms) {
    expect(AlarmActions).toStrictEqual([alarmTopic.topicArn, { 'Fn::Join': expect.anything() }]);
    expect(OKActions).toStrictEqual([alarmTopic.topicArn]);
  }
});

it('dashboard false creates neither a dashboard nor its output', () => {
  const { template } = synthesize({ dashboard: false });
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  expect(Object.keys(template.findOutputs('*'))).not.toContain('DashboardUrl');
});

it('logRetentionDays holds for every log group', () => {
  const { template } = synthesize({ logRetentionDays: 30 });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
});
