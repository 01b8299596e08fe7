import { readFileSync } from 'node:fs';
import { App, CfnResource, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { GlacierJobNotifier } from '../../lib/glacier-job-notifier.ts';
import { FIXED, fixedResourcesOf, readFixedResources } from './reviewed/fixed-resources.ts';
import { permissionsIn } from './synthesize.ts';

const newApp = () => new App({ context: { 'aws:cdk:bundling-stacks': [] } });
const newStack = (id = 'Storage', props: StackProps = {}) => new Stack(newApp(), id, props);

const EVERYTHING = {
  vaults: ['photos', 'backups'],
  trackInitiateJob: true,
  subscriberAccounts: ['111122223333'],
  alarmEmail: 'storage@example.com',
};

describe('ids that give the outputs the same names', () => {
  it.each([
    [['A', 'BC'], ['AB', 'C'], 'ABC'],
    [['My-Photos'], ['MyPhotos'], 'MyPhotos'],
  ] as const)('of %j and %j are refused with the paths of both', (first, second, lead) => {
    const stack = newStack();
    const add = (ids: readonly string[]) => {
      const id = ids.at(-1) ?? '';
      const scope = ids
        .slice(0, -1)
        .reduce<Construct>((outer, one) => new Construct(outer, one), stack);
      return new GlacierJobNotifier(scope, id, { vaults: [], outputs: false });
    };
    add(first);
    expect(() => add(second)).toThrow(
      `The outputs of the GlacierJobNotifier "Storage/${first.join('/')}" and "Storage/${second.join('/')}" would have the same names, which begin with "${lead}"`,
    );
  });

  it('are accepted in two stacks', () => {
    const app = newApp();
    for (const id of ['One', 'Two']) new GlacierJobNotifier(new Stack(app, id), 'Photos');
    expect(() => app.synth()).not.toThrow();
  });
});

describe('the prop outputs: false', () => {
  const templateWith = (props: object) => {
    const stack = newStack();
    new GlacierJobNotifier(stack, 'Photos', { ...EVERYTHING, ...props });
    return Template.fromStack(stack);
  };
  const [without, usual] = [templateWith({ outputs: false }), templateWith({})];
  const outputs = usual.toJSON()['Outputs'] as Record<string, { Value: unknown }>;

  it('keeps every output in the metadata of a resource, and none in the stack', () => {
    expect(without.toJSON()).not.toHaveProperty('Outputs');
    const [holder, ...others] = Object.values(
      without.findResources('AWS::CloudFormation::WaitConditionHandle'),
    );
    expect(others).toStrictEqual([]);
    expect(holder?.['Metadata'].GlacierJobNotifier).toStrictEqual(
      Object.fromEntries(Object.entries(outputs).map(([name, { Value }]) => [name, Value])),
    );
  });

  it('lets operators read that metadata, which they need for nothing else', () => {
    const permissions = [without, usual].map((one) => permissionsIn(one, 'PhotosOperatorPolicy'));
    const [more = [], fewer = []] = permissions;
    expect(more.filter((one) => !fewer.includes(one))).toStrictEqual([
      expect.stringMatching(/^cloudformation:DescribeStackResource on .*:stack\/Storage\/\*$/),
    ]);
  });
});

describe("the move from the app's stack to the construct", () => {
  it.each([
    ['a stack of its name', 'GlacierJobNotifier', {}],
    ['a stack with another id', 'Storage', { stackName: 'GlacierJobNotifier' }],
  ])('to the id Default of %s keeps every table, key, topic and queue', (_, id, props) => {
    const stack = newStack(id, props);
    new GlacierJobNotifier(stack, 'Default', EVERYTHING);
    const template = Template.fromStack(stack);
    expect(fixedResourcesOf(template)).toStrictEqual(readFixedResources());
    template.hasOutput('JobsTableName', {});
    // Metrics and alarms keep their namespace, which has the stack's name.
    expect(stack.stackName).toBe('GlacierJobNotifier');
    expect(JSON.stringify(template.toJSON())).toContain('"GlacierJobNotifier/GlacierJobNotifier"');
  });

  it('leads to child ids that docs/construct.md lists', () => {
    const service = new GlacierJobNotifier(newStack(), 'Default', EVERYTHING);
    const paths = service.node
      .findAll()
      .filter((one) => one instanceof CfnResource && one.cfnResourceType in FIXED)
      .map(({ node }) =>
        node.path.replace(/^Storage\/Default\//, '').replace(/\/(Resource|Default)$/, ''),
      );
    const [, list = ''] = readFileSync('docs/construct.md', 'utf8').split('## Child ids');
    const [, block = ''] = list.split('```');
    expect(block.trim().split(/\s+/).sort()).toStrictEqual(paths.sort());
  });
});
