import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { GlacierJobNotifier } from '../../../lib/glacier-job-notifier.ts';
import { permissionsIn, permissionsOf, synthesize } from '../synthesize.ts';

const BUS_ARN = 'arn:aws:events:eu-west-1:210987654321:event-bus/jobs';
const LOCAL_BUS = 'arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:event-bus/';

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

describe('without the setting eventBus', () => {
  it('the template has nothing of it, and is the same whether it is absent or undefined', () => {
    const text = JSON.stringify(plain.toJSON());
    expect(text).not.toMatch(/event-?bus|PutEvents/i);
    const given = synthesize({ vaults: ['photos'], eventBus: undefined });
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

  it('accepts the ARN of a bus of the same app', () => {
    const { stack, create } = newProps({ vaults: [] });
    create({ eventBus: new EventBus(stack, 'Bus').eventBusArn });
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
