import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { GlacierJobNotifier } from '../../../lib/glacier-job-notifier.ts';
import { permissionsIn, permissionsOf, synthesize } from '../synthesize.ts';

const BUS_ARN = 'arn:aws:events:eu-west-1:210987654321:event-bus/jobs';
const VPC = {
  subnetIds: ['subnet-0a1b2c3d', 'subnet-0a2b2c3d'],
  securityGroupIds: ['sg-0b1c2d3e'],
};
const NETWORK = { SubnetIds: VPC.subnetIds, SecurityGroupIds: VPC.securityGroupIds };
const LOCAL_BUS = 'arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:event-bus/';
const ON_INTERFACES = [
  'ec2:AssignPrivateIpAddresses on *',
  'ec2:CreateNetworkInterface on *',
  'ec2:DeleteNetworkInterface on *',
  'ec2:DescribeNetworkInterfaces on *',
  'ec2:DescribeSubnets on *',
  'ec2:UnassignPrivateIpAddresses on *',
];

type Part = Readonly<Record<string, unknown>>;

const functionOf = (template: Template, name: string) =>
  Object.values(template.findResources('AWS::Lambda::Function')).find(
    ({ Properties }) => Properties.Environment?.Variables.POWERTOOLS_SERVICE_NAME === name,
  )?.['Properties'];

const without = (permissions: readonly string[], others: readonly string[]) =>
  permissions.filter((one) => !others.includes(one));

const plain = synthesize({ vaults: ['photos'] }).template;
const newProps = (props: object) => {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Stack');
  const create = (more: object) => new GlacierJobNotifier(stack, 'Jobs', { ...props, ...more });
  return { stack, create };
};

describe('without the settings eventBus and vpc', () => {
  it('the template has nothing of either, and the same whether they are absent or undefined', () => {
    const text = JSON.stringify(plain.toJSON());
    expect(text).not.toMatch(/event-?bus|PutEvents|"ec2:|VpcConfig|SecurityGroup/i);
    const given = synthesize({ vaults: ['photos'], eventBus: undefined, vpc: undefined });
    expect(JSON.stringify(given.template.toJSON())).toBe(text);
  });
});

describe('the setting eventBus', () => {
  const { template } = synthesize({ vaults: ['photos'], eventBus: BUS_ARN });

  it('adds a permission on that bus for fan-out and operators, a variable and an output, no more', () => {
    const permission = `events:PutEvents on ${BUS_ARN}`;
    for (const list of [
      (one: Template) => permissionsOf(one, 'FanOut'),
      (one: Template) => permissionsIn(one, 'OperatorPolicy'),
    ]) {
      expect(without(list(template), list(plain))).toStrictEqual([permission]);
    }
    const changed = structuredClone(template.toJSON()) as Record<string, Record<string, Part>>;
    const original = plain.toJSON() as typeof changed;
    expect(Object.keys(changed['Resources']!)).toStrictEqual(Object.keys(original['Resources']!));
    const { EventBus: output, ...outputs } = changed['Outputs']!;
    expect(output).toStrictEqual({ Value: BUS_ARN });
    expect(outputs).toStrictEqual(original['Outputs']);
    const differing = Object.keys(original['Resources']!).filter(
      (id) =>
        JSON.stringify(original['Resources']![id]) !== JSON.stringify(changed['Resources']![id]),
    );
    expect(differing.map((id) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toStrictEqual([
      'FanOutFunction',
      'FanOutRoleDefaultPolicy',
      'OperatorPolicy',
    ]);
    const { EVENT_BUS, ...variables } = functionOf(template, 'fan-out').Environment.Variables;
    expect(EVENT_BUS).toBe(BUS_ARN);
    expect(variables).toStrictEqual(functionOf(plain, 'fan-out').Environment.Variables);
  });

  it.each(['default', 'storage.events'])('names the bus %s of this account', (eventBus) => {
    const one = synthesize({ eventBus }).template;
    expect(permissionsOf(one, 'FanOut')).toContain(`events:PutEvents on ${LOCAL_BUS}${eventBus}`);
    expect(functionOf(one, 'fan-out').Environment.Variables.EVENT_BUS).toBe(eventBus);
  });

  it('accepts a bus of the same app, which has no ARN yet', () => {
    const { stack, create } = newProps({ vaults: [] });
    create({ eventBus: new EventBus(stack, 'Bus') });
    const granted = permissionsIn(Template.fromStack(stack), 'JobsFanOutRole');
    expect(granted.filter((one) => one.startsWith('events:'))).toStrictEqual([
      'events:PutEvents on {Bus.Arn}',
    ]);
  });

  it.each([
    '',
    'a bus',
    'arn:aws:events:eu-west-1:1234:event-bus/x',
    'arn:aws:sns:eu-west-1:123456789012:x',
  ])('refuses %j', (eventBus) => {
    expect(() => synthesize({ eventBus })).toThrow(/eventBus = .* is invalid: expected "default"/);
  });
});

describe('the setting vpc', () => {
  const { template } = synthesize({ vaults: ['photos'], vpc: VPC });

  it('connects the sender alone, and lets its role alone manage network interfaces', () => {
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    expect(functions.filter(({ Properties }) => Properties.VpcConfig)).toHaveLength(1);
    expect(functionOf(template, 'sender').VpcConfig).toStrictEqual(NETWORK);
    const added = without(permissionsOf(template, 'Sender'), permissionsOf(plain, 'Sender'));
    expect(added).toStrictEqual(ON_INTERFACES);
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy')).match(/ec2:/g)).toHaveLength(
      ON_INTERFACES.length,
    );
  });

  it('is read from the command line', () => {
    const vpc = { subnetIds: 'subnet-0a1b2c3d,subnet-0a2b2c3d', securityGroupIds: 'sg-0b1c2d3e' };
    expect(functionOf(synthesize({ vpc }).template, 'sender').VpcConfig).toStrictEqual(NETWORK);
  });

  it.each([
    [{ subnetIds: ['subnet-0a1b2c3d'] }, /vpc\.securityGroupIds = .+ is invalid/],
    [{ ...VPC, subnetIds: [] }, /vpc\.subnetIds = \[\] is invalid/],
    [
      { ...VPC, subnetIds: ['vpc-1'] },
      /vpc\.subnetIds\.0 = "vpc-1" is invalid: expected an id such as subnet-/,
    ],
    [
      { ...VPC, subnets: [] },
      /vpc\.subnets is not a setting.*Valid settings: subnetIds, securityGroupIds/,
    ],
  ])('refuses %j', (vpc, message) => {
    expect(() => synthesize({ vpc })).toThrow(message);
  });

  it('takes a VPC, a selection of subnets and security groups as constructs', () => {
    const { stack, create } = newProps({ vaults: [] });
    const vpc = new Vpc(stack, 'Vpc', { natGateways: 1 });
    const group = new SecurityGroup(stack, 'Group', { vpc });
    const subnets = { subnetType: SubnetType.PRIVATE_WITH_EGRESS };
    create({ vpc: { vpc, subnets, securityGroups: [group] } });
    const { SubnetIds, SecurityGroupIds } = functionOf(
      Template.fromStack(stack),
      'sender',
    ).VpcConfig;
    expect(SubnetIds).toStrictEqual(
      stack.resolve(vpc.privateSubnets.map(({ subnetId }) => subnetId)),
    );
    expect(SecurityGroupIds).toStrictEqual([stack.resolve(group.securityGroupId)]);
  });

  it('creates a security group for outbound traffic when it has only a VPC', () => {
    const { stack, create } = newProps({ vaults: [] });
    create({ vpc: { vpc: new Vpc(stack, 'Vpc') } });
    const created = Template.fromStack(stack);
    created.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    expect(functionOf(created, 'sender').VpcConfig.SecurityGroupIds).toHaveLength(1);
  });

  it('takes the isolated subnets of a VPC without a NAT gateway', () => {
    const { stack, create } = newProps({ vaults: [] });
    const only = { name: 'Only', subnetType: SubnetType.PRIVATE_ISOLATED };
    const vpc = new Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [only] });
    create({ vpc: { vpc } });
    expect(functionOf(Template.fromStack(stack), 'sender').VpcConfig.SubnetIds).toStrictEqual(
      stack.resolve(vpc.isolatedSubnets.map(({ subnetId }) => subnetId)),
    );
  });

  it('refuses public subnets', () => {
    const { stack, create } = newProps({ vaults: [] });
    const vpc = new Vpc(stack, 'Vpc');
    expect(() => create({ vpc: { vpc, subnets: { subnetType: SubnetType.PUBLIC } } })).toThrow(
      /public subnets of Stack\/Vpc.*Select private subnets.*These are props/s,
    );
  });
});
