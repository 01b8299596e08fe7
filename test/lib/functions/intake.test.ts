import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { filterNotice } from '../../../operations/doctor/policy/notice-filter.ts';
import { anArchiveNotice } from '../../support/a-notice.ts';
import { show, synthesize } from '../synthesize.ts';

const { template } = synthesize({ vaults: ['photos', 'backups'] });
const existingNoticeTopicArn = 'arn:aws:sns:eu-west-1:123456789012:glacier';

const glacierMay = (key: string) => ({
  Action: 'sns:Publish',
  Effect: 'Allow',
  Principal: { Service: 'glacier.amazonaws.com' },
  Condition: { StringEquals: { [key]: { Ref: 'AWS::AccountId' } } },
  Resource: { Ref: Match.stringLikeRegexp('NoticeTopic') },
});

describe('NoticeTopic', () => {
  it('lets Glacier publish for this account with either condition key, and denies requests without TLS', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          Match.objectLike(glacierMay('aws:SourceAccount')),
          Match.objectLike(glacierMay('aws:SourceOwner')),
        ],
      },
    });
  });

  it('is not encrypted with a key that Glacier could not use', () => {
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.absent() });
  });
});

describe('intake', () => {
  it('receives every notice, and SNS keeps what Lambda does not take', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'lambda',
      TopicArn: { Ref: Match.stringLikeRegexp('^NoticeTopic') },
      Endpoint: { 'Fn::GetAtt': [Match.stringLikeRegexp('^IntakeFunction'), 'Arn'] },
      FilterPolicy: Match.absent(),
      RedrivePolicy: {
        deadLetterTargetArn: {
          'Fn::GetAtt': [Match.stringLikeRegexp('^IntakeFailedNoticesQueue'), 'Arn'],
        },
      },
    });
  });

  it('is tried three times before Lambda keeps the notice', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^IntakeFunction') },
      MaximumRetryAttempts: 2,
      DestinationConfig: {
        OnFailure: {
          Destination: {
            'Fn::GetAtt': [Match.stringLikeRegexp('^IntakeFailedNoticesQueue'), 'Arn'],
          },
        },
      },
    });
  });

  it('lets SNS send to the queue of failed notices from this topic alone', () => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: {
              ArnEquals: { 'aws:SourceArn': { Ref: Match.stringLikeRegexp('^NoticeTopic') } },
            },
          }),
        ]),
      },
    });
  });

  it.each([
    ['the names of the vaults', { vaults: ['photos', 'backups'] }, 'photos,backups'],
    ['every vault', { vaults: '*' }, '*'],
    ['no vault when nothing is said', {}, ''],
  ])('is configured with %s', (_, settings, expected) => {
    synthesize(settings).template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          POWERTOOLS_SERVICE_NAME: 'intake',
          VAULTS: expected,
          ACCOUNT_ID: { Ref: 'AWS::AccountId' },
          PARTITION: { Ref: 'AWS::Partition' },
        },
      },
    });
  });
});

describe('existingNoticeTopicArn', () => {
  const { template: shared } = synthesize({ existingNoticeTopicArn });

  it('is subscribed with a filter on what looks like a notice or like an envelope of one', () => {
    shared.hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: existingNoticeTopicArn,
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: {
        $or: [
          { VaultARN: [{ exists: true }] },
          { Type: ['Notification'] },
          { Records: { Sns: { Message: [{ exists: true }] } } },
          { Records: { body: [{ exists: true }] } },
        ],
      },
    });
  });

  it.each<[string, object | string, string]>([
    ['a notice', anArchiveNotice(), 'passes'],
    ['an envelope of SNS', { Type: 'Notification', Message: '{}' }, 'passes'],
    ['an event of SNS', { Records: [{ Sns: { Message: '{}' } }] }, 'passes'],
    ['an event of a queue', { Records: [{ body: '{}' }] }, 'passes'],
    ['what else is published', { Type: 'Alarm', Records: [{ s3: {} }] }, 'drops'],
    ['a single record of a queue', { messageId: 'm', body: '{}' }, 'drops'],
    ['a notice that is encoded twice', '{}', 'drops'],
  ])('judges %s by its filter', (_, message, verdict) => {
    const [subscription] = Object.values(shared.findResources('AWS::SNS::Subscription'));
    const { FilterPolicy, FilterPolicyScope } = subscription!['Properties'];
    const notice = message as Parameters<typeof filterNotice>[2];
    expect(filterNotice(JSON.stringify(FilterPolicy), FilterPolicyScope, notice)).toBe(verdict);
  });

  it('takes the place of a topic of our own, also in the outputs', () => {
    shared.resourceCountIs('AWS::SNS::Topic', 1);
    const { Value } = shared.toJSON()['Outputs']['NoticeTopicArn'] as { Value: unknown };
    expect(show(Value)).toBe(existingNoticeTopicArn);
  });
});
