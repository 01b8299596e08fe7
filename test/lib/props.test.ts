import { App, Aws, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  AccountPrincipal,
  type IGrantable,
  Role,
  ServicePrincipal,
  User,
} from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import {
  GlacierJobNotifier,
  type GlacierJobNotifierProps,
} from '../../lib/glacier-job-notifier.ts';
import { parseSettings } from '../../lib/settings/parse-settings.ts';
import { AlarmSelection } from '../../lib/settings/props/alarm-selection.ts';
import { propsOrigin, readProps } from '../../lib/settings/props/read-props.ts';
import { VaultManagement } from '../../lib/settings/props/vault-management.ts';
import { permissionsIn, permissionsOf } from './synthesize.ts';

const newStack = () =>
  new Stack(
    new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } }),
    'Storage',
    {
      env: { account: '123456789012', region: 'eu-west-1' },
    },
  );

const NOTICES = 'arn:aws:sns:eu-west-1:123456789012:notices';
const BUS = 'arn:aws:events:eu-west-1:123456789012:event-bus/storage';
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/0000-1111';

/** Every prop, with the setting of `cdk.json` that means the same. */
const EVERY_PROP = (stack: Stack): Required<GlacierJobNotifierProps> => ({
  vaults: ['*'],
  manageVaultNotifications: VaultManagement.TAKE_OVER,
  existingNoticeTopic: Topic.fromTopicArn(stack, 'Notices', NOTICES),
  trackInitiateJob: true,
  polling: {
    expedited: { window: { from: Duration.seconds(60), to: Duration.minutes(4) }, steps: 3 },
    standard: { steps: 7 },
    bulk: { steps: 30 },
    inventory: { steps: 8 },
  },
  sweepInterval: Duration.hours(1.5),
  expiringLead: Duration.hours(8),
  webhooks: {
    retrySchedule: [Duration.seconds(5), Duration.minutes(5)],
    timeout: Duration.seconds(10),
    maxConcurrency: 4,
    disableAfter: Duration.days(2),
    allowedCidrs: ['10.20.0.0/16'],
    allowHttp: true,
  },
  functions: { memoryMb: 1024, intakeReservedConcurrency: 5, tracing: true },
  vpc: {
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] }),
    subnets: { subnets: [Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0a1b2c3d')] },
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0b1c2d3e')],
  },
  eventBus: EventBus.fromEventBusArn(stack, 'Bus', BUS),
  monitoring: { alarms: AlarmSelection.CRITICAL, dashboard: false, alarmActions: [] },
  outputs: false,
  logRetention: RetentionDays.ONE_MONTH,
  retention: Duration.days(730),
  groupQuietPeriod: Duration.days(2),
  alarmTopic: Topic.fromTopicArn(stack, 'Alarms', NOTICES),
  alarmEmail: 'storage@example.com',
  glacierEndpointUrl: 'https://glacier.example.com',
  secretsKey: Key.fromKeyArn(stack, 'Key', KEY),
  encryptionKey: Key.fromKeyArn(stack, 'DataKey', KEY),
  subscriberAccounts: ['111122223333'],
  removalPolicy: RemovalPolicy.DESTROY,
});

const EVERY_SETTING = {
  vaults: '*',
  manageVaultNotifications: 'take-over',
  existingNoticeTopicArn: NOTICES,
  trackInitiateJob: true,
  polling: {
    Expedited: { windowMinutes: [1, 4], steps: 3 },
    Standard: { steps: 7 },
    Bulk: { steps: 30 },
    Inventory: { steps: 8 },
  },
  sweepIntervalMinutes: 90,
  expiringLeadMinutes: 480,
  webhooks: {
    retryScheduleSeconds: [5, 300],
    timeoutSeconds: 10,
    maxConcurrency: 4,
    disableAfterHours: 48,
    allowedCidrs: ['10.20.0.0/16'],
    allowHttp: true,
  },
  functions: { memoryMb: 1024, intakeReservedConcurrency: 5, tracing: true },
  vpc: { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0b1c2d3e'] },
  eventBus: BUS,
  alarms: 'critical',
  dashboard: false,
  outputs: false,
  logRetentionDays: 30,
  retentionDays: 730,
  groupQuietHours: 48,
  alarmTopicArn: NOTICES,
  alarmEmail: 'storage@example.com',
  glacierEndpointUrl: 'https://glacier.example.com',
  secretsKeyArn: KEY,
  encryptionKeyArn: KEY,
  subscriberAccounts: ['111122223333'],
  removalPolicy: 'destroy',
};

/** The leaves of props, by their dotted names. */
const leavesOf = (props: object, outer = ''): [name: string, value: unknown][] =>
  Object.entries(props).flatMap(([name, value]) =>
    Object.getPrototypeOf(value) === Object.prototype && !('from' in value || 'vpc' in value)
      ? leavesOf(value, `${outer}${name}.`)
      : [[`${outer}${name}`, value] as [string, unknown]],
  );

const at = (name: string, value: unknown) =>
  name.split('.').reduceRight<unknown>((below, key) => ({ [key]: below }), value) as object;

it('every prop means the same as its setting in cdk.json', () => {
  const stack = newStack();
  const props = readProps(EVERY_PROP(stack), stack, propsOrigin('Storage'));
  const settings = parseSettings(EVERY_SETTING, { prefix: [], sentence: '' });
  expect(props).toStrictEqual(settings);
});

/** Tokens of the type of each prop. */
const tokenFor = (stack: Stack, value: unknown): unknown => {
  if (Array.isArray(value)) return [tokenFor(stack, value[0])];
  const parameter = new CfnParameter(stack, 'Number', { type: 'Number' });
  const time = Duration.seconds(parameter.valueAsNumber);
  if (value instanceof Duration) return time;
  if (typeof value === 'number') return parameter.valueAsNumber;
  if (typeof value === 'object' && value !== null && 'vpc' in value) return { vpc: time };
  if (typeof value === 'object' && value !== null && 'from' in value)
    return { from: time, to: time };
  return Aws.STACK_NAME;
};

const ONLY_TEXT = [
  'alarmEmail',
  'glacierEndpointUrl',
  'subscriberAccounts',
  'webhooks.allowedCidrs',
];
const withValue = leavesOf(EVERY_PROP(newStack())).filter(
  ([, value]) => !['boolean'].includes(typeof value),
);

describe.each(withValue)('a token for %s', (name, value) => {
  const attempt = () => {
    const stack = newStack();
    new GlacierJobNotifier(stack, 'Photos', at(name, tokenFor(stack, value)));
  };

  it(ONLY_TEXT.includes(name) ? 'is accepted' : 'is refused in words, without its number', () => {
    if (ONLY_TEXT.includes(name)) return expect(attempt).not.toThrow();
    expect(attempt).toThrow(new RegExp(`^${name}(\\.\\d)? is a token, which has no value before`));
    expect(attempt).not.toThrow(/Token\[|TOKEN|e\+\d|<token>/);
  });
});

it.each(['encryptionKey', 'secretsKey'])(
  '%s refuses an alias, which policies cannot name',
  (name) => {
    const stack = newStack();
    const props = { [name]: Alias.fromAliasName(stack, 'Alias', 'alias/storage') };
    expect(() => new GlacierJobNotifier(stack, 'Photos', props)).toThrow('nor an alias');
  },
);

it('a list that is a token as a whole is refused in words', () => {
  const vaults = new CfnParameter(newStack(), 'Names', { type: 'CommaDelimitedList' }).valueAsList;
  const attempt = () => new GlacierJobNotifier(newStack(), 'Photos', { vaults });
  expect(attempt).toThrow('vaults.0 is a token, which has no value before the deployment');
  expect(attempt).not.toThrow(/Token\[/);
});

describe('grants', () => {
  const GRANTS = ['grantRead', 'grantRegister', 'grantSubscribe', 'grantOperate'] as const;
  const grantTo = (name: (typeof GRANTS)[number], principal: (stack: Stack) => IGrantable) => {
    const stack = newStack();
    const notifier = new GlacierJobNotifier(stack, 'Photos', { vaults: ['photos'] });
    return { stack, grant: notifier[name](principal(stack)) };
  };
  const lambda = new ServicePrincipal('lambda.amazonaws.com');
  const own = (stack: Stack) => new Role(stack, 'UserRole', { assumedBy: lambda });

  it.each(GRANTS)('%s returns a grant that succeeded', (name) => {
    expect(grantTo(name, own).grant.success).toBe(true);
  });

  it('grantOperate allows what the policies of operators allow', () => {
    const template = Template.fromStack(grantTo('grantOperate', own).stack);
    const allowed = new Set(permissionsIn(template, 'PhotosOperator'));
    expect(allowed.size).toBeGreaterThan(40);
    expect(new Set(permissionsOf(template, 'User'))).toStrictEqual(allowed);
  });

  it.each(GRANTS)('%s refuses a role of another account with the remedy', (name) => {
    const other = (stack: Stack) =>
      Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::111122223333:role/report');
    const attempt = () => grantTo(name, other);
    expect(attempt).toThrow('cannot change the policies of a principal of 111122223333');
    expect(attempt).toThrow('Grant to a principal of 123456789012');
    const isOpenToOthers = ['grantRead', 'grantSubscribe'].includes(name);
    const remedy = 'or add 111122223333 to subscriberAccounts, ';
    if (isOpenToOthers) expect(attempt).toThrow(remedy);
    else expect(attempt).not.toThrow(remedy);
  });

  it('grantOperate refuses a user, whose policies are too short for it', () => {
    const attempt = () => grantTo('grantOperate', (stack) => new User(stack, 'Ann'));
    expect(attempt).toThrow('attach operatorPolicies to Storage/Ann instead');
  });

  it.each(GRANTS)('%s refuses a principal without a policy', (name) => {
    const attempt = () => grantTo(name, () => new AccountPrincipal('123456789012'));
    expect(attempt).toThrow('has no policy that the CDK can change');
  });
});
