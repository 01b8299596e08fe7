import { App, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { GlacierJobNotifier } from '../../lib/glacier-job-notifier.ts';
import { permissionsOf, show } from './synthesize.ts';

const newApp = (context: Readonly<Record<string, unknown>> = {}) =>
  new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });

/** A user's own app, without this project's cdk.json, with a stack of several services. */
const anApp = (fill: (stack: Stack) => void, props?: StackProps) => {
  const stack = new Stack(newApp(), 'Storage', props);
  fill(stack);
  return Template.fromStack(stack);
};

const two = anApp((stack) => {
  const photos = new GlacierJobNotifier(stack, 'Photos', { vaults: ['photos'] });
  const backups = new GlacierJobNotifier(stack, 'Backups', {
    vaults: ['backups'],
    webhooks: { timeout: Duration.seconds(10) },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  for (const notifier of [photos, backups]) {
    const report = new Role(stack, `Report${notifier.node.id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    notifier.grantRead(report);
    notifier.grantRegister(report);
    notifier.grantSubscribe(report);
  }
});

const functionsOf = (template: Template, construct: string) =>
  Object.entries(template.findResources('AWS::Lambda::Function'))
    .filter(([id]) => id.startsWith(construct))
    .map(([, { Properties }]) => Properties as FunctionProperties);

interface FunctionProperties {
  readonly Timeout: number;
  readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
}

/** Properties by which a resource could meet another of its name. */
const PHYSICAL_NAME = /^(?!Policy|Display|Metric)\w*Name$/;

/** Every name that a template itself gives, with the type of what it names. */
const namesIn = (template: Template) =>
  Object.values(template.toJSON()['Resources'] as Record<string, Resource>).flatMap(
    ({ Type, Properties = {} }) =>
      Object.entries(Properties)
        .filter(([key, value]) => PHYSICAL_NAME.test(key) && !isReference(value))
        .map(([key, value]) => `${Type} ${key} ${JSON.stringify(value)}`),
  );

const isReference = (value: unknown) =>
  /^\{"(Ref":"(?!AWS::)|Fn::GetAtt)/.test(JSON.stringify(value));

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

describe('two services in one stack', () => {
  it('have names of their own wherever they name something', () => {
    const names = namesIn(two);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toStrictEqual([]);
  });

  it('put out their names under their ids', () => {
    const outputs = Object.keys(two.toJSON()['Outputs'] as object);
    const forPhotos = outputs.filter((name) => name.startsWith('Photos'));
    expect(forPhotos).toContain('PhotosJobsTableName');
    expect(outputs.filter((name) => !forPhotos.includes(name))).toStrictEqual(
      forPhotos.map((name) => name.replace('Photos', 'Backups')),
    );
  });

  it.each([
    ['Photos', 'Backups', 'photos'],
    ['Backups', 'Photos', 'backups'],
  ])('know nothing of each other: %s', (own, other, vault) => {
    const functions = functionsOf(two, own);
    expect(functions.length).toBeGreaterThan(4);
    const environments = functions.map(({ Environment }) => Environment.Variables);
    expect(JSON.stringify(environments)).not.toContain(`"${other}`);
    const resources = Object.entries(two.toJSON()['Resources'] as object);
    const ours = JSON.stringify(resources.filter(([id]) => id.startsWith(own)));
    expect(ours).toContain(`{"Ref":"${own}`);
    expect(ours).not.toMatch(`"${other}`);
    const vaults = environments.flatMap(({ VAULTS }) => (VAULTS === undefined ? [] : [VAULTS]));
    expect(new Set(vaults)).toStrictEqual(new Set([vault]));
  });

  it('take their own settings', () => {
    const timeoutOf = (construct: string) =>
      Math.max(...functionsOf(two, `${construct}Sender`).map(({ Timeout }) => Timeout));
    expect([timeoutOf('Photos'), timeoutOf('Backups')]).toStrictEqual([40, 30]);
    const tables = Object.entries(two.findResources('AWS::DynamoDB::Table'));
    // Nothing is left in a table of vaults once they are given back.
    const kept = tables.filter(([id]) => !id.includes('VaultNotifications'));
    expect(kept).toHaveLength(10);
    for (const [id, { DeletionPolicy }] of kept) {
      expect(DeletionPolicy).toBe(id.startsWith('Photos') ? 'RetainExceptOnCreate' : 'Delete');
    }
  });

  it('grant others what belongs to each', () => {
    const vault = 'arn:{AWS::Partition}:glacier:{AWS::Region}:{AWS::AccountId}:vaults/photos';
    expect(new Set(permissionsOf(two, 'ReportPhotos'))).toStrictEqual(
      new Set([
        'dynamodb:BatchGetItem on {PhotosJobsTable.Arn}',
        'dynamodb:DescribeTable on {PhotosJobsTable.Arn}',
        'dynamodb:GetItem on {PhotosGroupsTable.Arn}',
        'dynamodb:GetItem on {PhotosJobsTable.Arn}',
        'dynamodb:Query on {PhotosGroupsTable.Arn}',
        'dynamodb:Query on {PhotosGroupsTable.Arn}/index/byState',
        'dynamodb:Query on {PhotosJobsTable.Arn}',
        'dynamodb:Query on {PhotosJobsTable.Arn}/index/byGroup',
        'dynamodb:Query on {PhotosJobsTable.Arn}/index/byStatus',
        'dynamodb:UpdateItem on {PhotosJobsTable.Arn}',
        `glacier:DescribeJob on ${vault}`,
        'sns:Subscribe on {PhotosEventsTopic}',
      ]),
    );
  });
});

it('does not meet itself in another stack of the account', () => {
  const app = newApp(cdkJson.context);
  const stacks = ['One', 'Two'].map((name) => new Stack(app, name));
  for (const stack of stacks) new GlacierJobNotifier(stack, 'Default', { vaults: ['photos'] });
  const [first = [], second = []] = stacks.map((stack) =>
    namesIn(Template.fromStack(stack)).filter((one) => !one.includes('AWS::StackName')),
  );
  expect(first.filter((name) => second.includes(name))).toStrictEqual([]);
});

it('a group of props may be undefined', () => {
  const make = () =>
    new GlacierJobNotifier(new Stack(newApp()), 'Photos', { monitoring: undefined });
  expect(make).not.toThrow();
});

describe('props that are not accepted', () => {
  const make = (props: object) => () =>
    new GlacierJobNotifier(new Stack(newApp(), 'Storage'), 'Photos', props);

  it.each([
    [{ vaults: ['a/b'] }, 'vaults.0 = "a/b" is invalid'],
    [
      { webhooks: { timeout: Duration.seconds(31) } },
      'webhooks.timeout = 31 seconds is invalid: Too big',
    ],
    [{ webhooks: { timeout: 10 } }, 'webhooks.timeout = 10 is invalid: expected a Duration'],
    [{ webhooks: { timeoutSeconds: 1 } }, 'webhooks.timeoutSeconds is not a prop. Did you mean'],
    [
      { webhooks: { timeot: 1 } },
      'Did you mean webhooks.timeout? Valid props: retrySchedule, timeout',
    ],
    [{ valuts: ['a'] }, 'valuts is not a prop. Did you mean vaults? Valid props: vaults'],
    [{ webhooks: 5 }, 'are delivered to endpoints. Valid props: retrySchedule, timeout'],
    [
      { alarms: 'all' },
      'alarms is not a prop. Did you mean monitoring.alarms? Valid props: vaults',
    ],
    [{ monitoring: { alarm: 1 } }, 'monitoring.alarm is not a prop. Did you mean'],
    [{ monitoring: { alarms: 'all' } }, 'monitoring.alarms = "all" is invalid: expected Alarm'],
    [{ monitoring: { dashboard: 1 } }, 'monitoring.dashboard = 1 is invalid'],
    [{ monitoring: { alarmActions: ['arn'] } }, 'monitoring.alarmActions.0 = "arn" is invalid'],
    [{ monitoring: 'none' }, 'monitoring = "none" is invalid: expected an object of props'],
    [{ monitoring: null }, 'monitoring = null is invalid'],
    [{ monitoring: [] }, 'monitoring = [] is invalid'],
    [{ monitoring: new Map() }, 'monitoring = a Map is invalid'],
    [{ monitoring: { alarmActions: [{ bind: 1 }] } }, 'monitoring.alarmActions.0 = {"bind":1} is'],
    [{ monitorring: {} }, 'monitorring is not a prop. Did you mean monitoring? Valid props'],
    [{ dashbord: false }, 'dashbord is not a prop. Did you mean monitoring.dashboard?'],
    [{ polling: { Bulk: {} } }, 'polling.Bulk is not a prop. Did you mean polling.bulk?'],
    [
      { polling: { bulk: { window: { from: Duration.hours(5), to: Duration.hours(1) } } } },
      'polling.bulk.window = {"from":"5 hours","to":"1 hour"} is invalid: expected two numbers',
    ],
    [{ existingNoticeTopic: 'arn' }, 'existingNoticeTopic = "arn" is invalid: expected an ITopic'],
    [{ removalPolicy: 'snapshot' }, 'expected RemovalPolicy.RETAIN or RemovalPolicy.DESTROY'],
    [{ manageVaultNotifications: true }, 'expected VaultManagement.CONFIGURE, TAKE_OVER or NONE'],
    [{ subscriberAccounts: ['1234'] }, 'expected an account id as a string of 12 digits'],
    [{ subscriberAccounts: [111122223333] }, 'subscriberAccounts.0 = 111122223333'],
    [{ vaults: [new Map()] }, 'vaults.0 = a Map is invalid'],
  ])('%j are named as props', (props, message) => {
    expect(make(props)).toThrow(message);
    expect(make(props)).toThrow('These are props of the GlacierJobNotifier "Storage/Photos".');
  });
});

const NOTICES = { Ref: expect.stringMatching(/^Notices/) };

describe('what other constructs of the stack make', () => {
  const template = anApp((stack) => {
    new GlacierJobNotifier(stack, 'Photos', {
      vaults: ['photos'],
      existingNoticeTopic: new Topic(stack, 'Notices'),
      secretsKey: new Key(stack, 'Shared'),
    });
  });

  it('can be given as notice topic and key, though it has no ARN yet', () => {
    const [subscription] = Object.values(template.findResources('AWS::SNS::Subscription'));
    expect(subscription).toMatchObject({
      Properties: { TopicArn: NOTICES, FilterPolicyScope: 'MessageBody' },
    });
    expect(permissionsOf(template, 'PhotosSender')).toContain('kms:Decrypt on {Shared.Arn}');
    template.resourceCountIs('AWS::KMS::Key', 1);
  });

  it('sends the notices that cannot be delivered to the queue of failed notices', () => {
    const policies = Object.values(template.findResources('AWS::SQS::QueuePolicy'));
    const fromSns = policies.flatMap(({ Properties }) =>
      (Properties.PolicyDocument.Statement as { Principal: { Service?: string } }[]).filter(
        ({ Principal }) => Principal.Service === 'sns.amazonaws.com',
      ),
    );
    expect(fromSns).toMatchObject([
      {
        Action: 'sqs:SendMessage',
        Condition: { ArnEquals: { 'aws:SourceArn': NOTICES } },
      },
    ]);
  });
});

describe.each([
  ['aws', 'eu-west-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-north-1'],
  ['{AWS::Partition}', undefined],
])('in the partition %s', (partition, region) => {
  const app = newApp(cdkJson.context);
  const stack = new Stack(
    app,
    'Storage',
    region ? { env: { region, account: '123456789012' } } : {},
  );
  new GlacierJobNotifier(stack, 'Photos', {
    vaults: ['photos'],
    trackInitiateJob: true,
    subscriberAccounts: ['111122223333'],
  });
  const template = Template.fromStack(stack).toJSON();

  it('names every resource in it, and in no other', () => {
    const arns = [...arnsIn(template)];
    expect(arns.length).toBeGreaterThan(8);
    for (const arn of arns) expect(arn).toMatch(new RegExp(`^arn:${literally(partition)}:`));
    // The console's host follows from a condition on the partition, wherever the stack is for.
    const { Conditions: _conditions, ...others } = template as Record<string, unknown>;
    expect(JSON.stringify(others)).not.toMatch(region ? '{"Ref":"AWS::Partition"}' : /arn:aws/);
  });

  it('is passed to the functions', () => {
    const { Environment } = functionsOf(Template.fromJSON(template), 'PhotosIntake')[0]!;
    expect(show(Environment.Variables['PARTITION'])).toBe(partition);
  });

  it('trusts services by the names that they have in every partition', () => {
    const services = new Set(JSON.stringify(template).match(/"Service":"[^"]*"/g));
    expect([...services].sort()).toStrictEqual(
      ['events', 'glacier', 'lambda', 'scheduler', 'sns'].map(
        (name) => `"Service":"${name}.amazonaws.com"`,
      ),
    );
  });
});

const literally = (text: string) => text.replaceAll(/[{}]/g, '\\$&');

/** Finds every text in a template that is an ARN, or becomes one. */
function* arnsIn(value: unknown): Generator<string> {
  if (typeof value === 'string' && value.startsWith('arn:')) yield value;
  if (typeof value !== 'object' || value === null) return;
  if ('Fn::Join' in value && show(value).startsWith('arn:')) yield show(value);
  else for (const below of Object.values(value)) yield* arnsIn(below);
}
