import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { show, synthesize } from '../synthesize.ts';

const TYPE = 'Custom::VaultNotifications';
const existingNoticeTopicArn = 'arn:aws:sns:eu-west-1:123456789012:glacier';

const { template } = synthesize({ vaults: ['photos', 'backups'] });

const policiesOf = (of: Template) =>
  Object.fromEntries(
    Object.entries(of.findResources('AWS::IAM::ManagedPolicy')).filter(([id]) =>
      id.startsWith('VaultNotifications'),
    ),
  );
const resourceOf = (of: Template) => Object.values(of.findResources(TYPE))[0]!;

describe('the custom resource', () => {
  it('passes the vaults and their topic to the function', () => {
    template.hasResourceProperties(TYPE, {
      ServiceToken: {
        'Fn::GetAtt': [Match.stringLikeRegexp('^VaultNotificationsFunction'), 'Arn'],
      },
      ServiceTimeout: '2100',
      Manage: 'true',
      TopicArn: { Ref: Match.stringLikeRegexp('^NoticeTopic') },
      IsOwnTopic: 'true',
      VaultsGiven: 'true',
      Vaults: ['photos', 'backups'],
    });
  });

  it.each([
    ['nothing', {}, { VaultsGiven: 'false', Vaults: Match.absent() }],
    ['an empty list', { vaults: [] }, { VaultsGiven: 'true', Vaults: Match.absent() }],
    ['every vault', { vaults: '*' }, { VaultsGiven: 'true', Vaults: '*' }],
  ])('is there, and knows the difference, when the vaults are %s', (_, settings, expected) => {
    synthesize(settings).template.hasResourceProperties(TYPE, expected);
  });

  it.each([
    [{}, 'true'],
    [{ manageVaultNotifications: 'take-over' }, 'take-over'],
    [{ manageVaultNotifications: false }, 'false'],
    [{ existingNoticeTopicArn }, 'false'],
    [{ existingNoticeTopicArn, manageVaultNotifications: true }, 'true'],
  ])('of the settings %j manages the vaults: %s', (settings, Manage) => {
    const IsOwnTopic = String(!('existingNoticeTopicArn' in settings));
    const { template: managing } = synthesize({ vaults: ['photos'], ...settings });
    managing.hasResourceProperties(TYPE, { Manage, IsOwnTopic });
  });

  it('comes after all that a notice needs on its way, and goes before it', () => {
    const { DependsOn } = resourceOf(template) as { readonly DependsOn: readonly string[] };
    const ids = DependsOn.map((id) => id.replace(/[0-9A-F]{8}$/, ''));
    expect(ids).toContain('NoticeTopicPolicy');
    expect(ids).toContain('IntakeFunctionNoticeTopic');
    expect(ids).toContain('IntakeFailedNoticesQueuePolicy');
    expect(DependsOn).toContain(Object.keys(policiesOf(template))[0]);
  });
});

describe('the permission to change vaults', () => {
  it('is another policy for other vaults, so that the former one lasts until the update is done', () => {
    const { template: updated } = synthesize({ vaults: ['photos'] });
    const [former = ''] = Object.keys(policiesOf(template));
    expect(Object.keys(policiesOf(updated))).toHaveLength(1);
    expect(policiesOf(updated)).not.toHaveProperty(former);
    expect(policiesOf(synthesize({ vaults: ['photos', 'backups'] }).template)).toHaveProperty(
      former,
    );
  });

  it.each([
    ['left alone', { vaults: ['photos'], manageVaultNotifications: false }],
    ['none', { vaults: [] }],
  ])('is not given when vaults are %s', (_, settings) => {
    expect(policiesOf(synthesize(settings).template)).toStrictEqual({});
  });

  it('covers the longest list of vaults in policies that IAM takes', () => {
    const vaults = Array.from({ length: 100 }, (_, i) => `${'v'.repeat(21)}${i}`);
    const { template: long } = synthesize({ vaults });
    const documents = Object.values(policiesOf(long)).map(
      ({ Properties }) =>
        Properties.PolicyDocument as { Statement: { Action: string[]; Resource: unknown }[] },
    );
    const texts = documents.map(({ Statement }) =>
      JSON.stringify(Statement.map(({ Action, Resource }) => [Action, [Resource].flat().map(show)]))
        .replaceAll('{AWS::Partition}', 'aws-us-gov')
        .replaceAll('{AWS::Region}', 'us-gov-west-1')
        .replaceAll('{AWS::AccountId}', '123456789012'),
    );
    expect(documents).toHaveLength(2);
    for (const text of texts) expect(text.length).toBeLessThan(6144 - 200);
    for (const name of vaults) expect(texts.join()).toContain(`vaults/${name}"`);
  });
});

describe('what is remembered of the vaults', () => {
  it('goes with the stack, whatever the settings say', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Delete',
      Properties: { KeySchema: [{ AttributeName: 'vaultName', KeyType: 'HASH' }] },
    });
  });
});
