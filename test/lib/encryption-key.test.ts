import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { describe, expect, it } from 'vitest';
import {
  GlacierJobNotifier,
  type GlacierJobNotifierProps,
} from '../../lib/glacier-job-notifier.ts';
import { fixedResourcesOf } from './reviewed/fixed-resources.ts';
import { policiesOf, show, synthesize } from './synthesize.ts';

const encryptionKeyArn =
  'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const secretsKeyArn = encryptionKeyArn.replace('1234abcd', 'abcd1234');
const settings = { vaults: ['photos'], trackInitiateJob: true, alarmEmail: 'storage@example.com' };
const { template } = synthesize({ ...settings, encryptionKeyArn });

describe('encryptionKeyArn', () => {
  it.each([
    ['AWS::SQS::Queue', 9, { KmsMasterKeyId: encryptionKeyArn }],
    ['AWS::Logs::LogGroup', 8, { KmsKeyId: encryptionKeyArn }],
    ['AWS::DynamoDB::Table', 6, { SSESpecification: { KMSMasterKeyId: encryptionKeyArn } }],
  ])('encrypts every %s', (type, count, properties) => {
    template.resourceCountIs(type, count);
    template.allResourcesProperties(type, properties);
  });

  it('leaves no queue under a key of SQS, which excludes another', () => {
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: Match.absent() });
  });

  it('encrypts the events topic alone: Glacier and CloudWatch publish to the others', () => {
    const topics = Object.entries(template.findResources('AWS::SNS::Topic'));
    const keys = topics.map(([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      Properties.KmsMasterKeyId,
    ]);
    expect(Object.fromEntries(keys)).toStrictEqual({
      EventsTopic: encryptionKeyArn,
      NoticeTopic: undefined,
      MonitoringReceiversMailTopic: undefined,
    });
  });

  it('updates every table, queue and topic in place, and drops the key of the secrets', () => {
    const before = Object.entries(fixedResourcesOf(synthesize(settings).template));
    const others = before.filter(([, { Type }]) => Type !== 'AWS::KMS::Key');
    expect(others).toHaveLength(before.length - 1);
    expect(fixedResourcesOf(template)).toStrictEqual(Object.fromEntries(others));
  });

  it('leaves the secrets to secretsKeyArn', () => {
    const { template: both } = synthesize({ ...settings, encryptionKeyArn, secretsKeyArn });
    const tables = Object.values(both.findResources('AWS::DynamoDB::Table'));
    const arns = tables.map(({ Properties }) => Properties.SSESpecification.KMSMasterKeyId);
    expect(arns.filter((arn) => arn === secretsKeyArn)).toHaveLength(1);
    expect(arns.filter((arn) => arn === encryptionKeyArn)).toHaveLength(5);
  });
});

/** The AWS services whose encrypted resources a policy uses, and those by way of which it uses the key. */
const usesOf = ({ Statement }: ReturnType<typeof policiesOf>[number]['PolicyDocument']) => {
  const flat = Statement.flatMap((one) =>
    [one.Action].flat().map((action) => ({ ...one, action })),
  );
  const [onKey, others] = [true, false].map((is) =>
    flat.filter(({ action }) => action.startsWith('kms:') === is),
  );
  const services = others!
    .filter(({ Resource }) => !/"\*"|NoticeTopic/.test(JSON.stringify(Resource)))
    .filter(({ action }) => !/ListSubscriptions|GetTopicAttr|GetQueueUrl/.test(action))
    .map(({ action }) => action.split(':')[0]!)
    .filter((service) => ['dynamodb', 'sns', 'sqs'].includes(service));
  const sends = others!.flatMap(({ action }) =>
    ['sqs:SendMessage', 'sns:Publish'].includes(action) ? [action.split(':')[0]!] : [],
  );
  return {
    uses: [...new Set(services)].sort(),
    sends: [...new Set(sends)].sort(),
    decrypts: viaOf(onKey!, 'kms:Decrypt'),
    makesDataKeys: viaOf(onKey!, 'kms:GenerateDataKey'),
    actions: [...new Set(onKey!.map(({ action }) => action))].sort(),
    resources: [...new Set(onKey!.map(({ Resource }) => Resource))],
  };
};

const viaOf = (statements: readonly { action: string; Condition?: unknown }[], name: string) =>
  [
    ...new Set(
      statements.flatMap(({ action, Condition }) => {
        if (action !== name) return [];
        const via = (Condition as { StringLike: Record<string, unknown> }).StringLike[
          'kms:ViaService'
        ];
        return [show(via).replace('.{AWS::Region}.amazonaws.com*', '')];
      }),
    ),
  ].sort();

describe('permissions on the key', () => {
  const policies = policiesOf(template).map(({ logicalId, PolicyDocument }) => ({
    logicalId,
    ...usesOf(PolicyDocument),
  }));

  it.each(policies.filter(({ uses }) => uses.length > 0))(
    '$logicalId uses it by way of $uses alone',
    ({ uses, sends, decrypts, makesDataKeys, resources }) => {
      expect({ decrypts, makesDataKeys }).toStrictEqual({ decrypts: uses, makesDataKeys: sends });
      expect(resources).toStrictEqual([encryptionKeyArn]);
    },
  );

  it('are in no other policy', () => {
    expect(policies.filter(({ uses }) => uses.length > 0).length).toBeGreaterThan(12);
    const others = policies.filter(({ uses }) => uses.length === 0);
    expect(others.flatMap(({ actions }) => actions)).toStrictEqual([]);
  });

  it('come with what the construct grants or adds later', () => {
    const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'S');
    const service = new GlacierJobNotifier(stack, 'N', {
      vaults: ['photos'],
      encryptionKey: Key.fromKeyArn(stack, 'Key', encryptionKeyArn),
      secretsKey: Key.fromKeyArn(stack, 'SecretsKey', secretsKeyArn),
    });
    const role = new Role(stack, 'Report', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    });
    service.grantRead(role);
    const secret = Secret.fromSecretNameV2(stack, 'Secret', 'orders');
    service.addEndpoint('Orders', { url: 'https://example.com/hook', secret });
    const later = Template.fromStack(stack);
    later.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: encryptionKeyArn });
    const resourcesOf = (name: string) =>
      policiesOf(later)
        .filter(({ logicalId }) => logicalId.startsWith(name))
        .map(({ PolicyDocument }) => usesOf(PolicyDocument))
        .map((use) => ({ decrypts: use.decrypts, resources: use.resources.sort() }));
    const decrypts = ['dynamodb'];
    const both = [encryptionKeyArn, secretsKeyArn];
    expect(resourcesOf('Report')).toStrictEqual([{ decrypts, resources: [encryptionKeyArn] }]);
    expect(resourcesOf('NManagedEndpoints')).toStrictEqual([{ decrypts, resources: both }]);
  });
});

describe('the policy of a key of the same app', () => {
  const statementsFor = (props: GlacierJobNotifierProps) => {
    const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
    const env = { region: 'eu-west-1', account: '123456789012' };
    const keys = new Stack(app, 'Keys', { env });
    const encryptionKey = new Key(keys, 'Key');
    for (const id of ['Photos', 'Films']) {
      const stack = new Stack(app, id, { env });
      new GlacierJobNotifier(stack, 'N', { vaults: [id], encryptionKey, ...props });
    }
    const [key] = Object.values(Template.fromStack(keys).findResources('AWS::KMS::Key'));
    const [own, ...others] = key!['Properties'].KeyPolicy.Statement;
    expect(own.Principal).toHaveProperty('AWS');
    return others;
  };
  const queuesFor = (Service: string) => ({
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Effect: 'Allow',
    Principal: { Service },
    Resource: '*',
  });

  it('lets logs and SNS use it, once for all constructs', () => {
    const LOGS = ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'Describe*'];
    expect(statementsFor({})).toStrictEqual([
      {
        Action: LOGS.map((action) => `kms:${action}`),
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': expect.anything() } },
        Effect: 'Allow',
        Principal: {
          Service: { 'Fn::Join': ['', ['logs.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] },
        },
        Resource: '*',
      },
      queuesFor('sns.amazonaws.com'),
    ]);
    const [{ Condition }] = statementsFor({});
    expect(show(Condition.ArnLike['kms:EncryptionContext:aws:logs:arn'])).toBe(
      'arn:{AWS::Partition}:logs:eu-west-1:123456789012:log-group:*',
    );
  });

  it('is complete in the stack of the service itself, of no certain place', () => {
    const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'S');
    const encryptionKey = new Key(stack, 'Key');
    new GlacierJobNotifier(stack, 'N', { vaults: ['photos'], encryptionKey });
    const [key] = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'));
    expect(key!['Properties'].KeyPolicy.Statement).toHaveLength(3);
  });

  it('lets EventBridge use it to keep failed starts of jobs', () => {
    const events = queuesFor('events.amazonaws.com');
    expect(statementsFor({ trackInitiateJob: true }).at(-1)).toStrictEqual(events);
  });
});
