import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import {
  GlacierJobNotifier,
  type GlacierJobNotifierProps,
  VaultManagement,
} from '../../../lib/glacier-job-notifier.ts';

const newApp = () => new App({ context: { 'aws:cdk:bundling-stacks': [] } });

type Case = [
  name: string,
  props: GlacierJobNotifierProps,
  makeScope: (app: App) => Stack,
  message?: string,
];

describe('a vault that two constructs configure', () => {
  const HERE = { env: { account: '123456789012', region: 'eu-west-1' } };
  const inStack = (app: App) => new Stack(app, 'Own', HERE);
  const refused = (names: string, other = 'Own/Other') =>
    `GlacierJobNotifier "One/Photos" and GlacierJobNotifier "${other}" both configure ${names},`;

  it.each<Case>([
    ['in a stack of the same place', { vaults: ['b', 'a'] }, inStack, refused('the vaults a')],
    ['by all vaults', { vaults: ['*'] }, inStack, refused('the vaults a')],
    [
      'in a nested stack',
      { vaults: ['a'] },
      (app: App) => new NestedStack(app.node.findChild('One') as Stack, 'Nested'),
      refused('the vaults a', 'One/Nested/Other'),
    ],
    [
      'in a stage',
      { vaults: ['a'] },
      (app: App) => new Stack(new Stage(app, 'Prod', HERE), 'Own'),
      refused('the vaults a', 'Prod/Own/Other'),
    ],
    [
      'that leaves its vaults alone',
      { vaults: ['a'], manageVaultNotifications: VaultManagement.NONE },
      inStack,
    ],
    ['with other vaults', { vaults: ['b'] }, inStack],
    [
      'in another Region',
      { vaults: ['a'] },
      (app: App) =>
        new Stack(app, 'Own', { env: { region: 'eu-west-2', account: '123456789012' } }),
    ],
    ['in a place that is not known', { vaults: ['a'] }, (app: App) => new Stack(app, 'Own')],
  ])('%s', (_, props, makeScope, message) => {
    const app = newApp();
    new GlacierJobNotifier(new Stack(app, 'One', HERE), 'Photos', { vaults: ['a'] });
    new GlacierJobNotifier(makeScope(app), 'Other', props);
    if (message === undefined) expect(() => app.synth()).not.toThrow();
    else expect(() => app.synth()).toThrow(message);
  });

  it.each([
    ['is refused in one stack', (stack: Stack) => stack, true],
    ['is refused in a nested stack', (stack: Stack) => new NestedStack(stack, 'Nested'), true],
    ['is accepted in two stacks', ({ node }: Stack) => new Stack(node.root as App, 'Two'), false],
  ])('%s whose place is only known at deployment', (_, makeScope, isRefused) => {
    const stack = new Stack(newApp(), 'One');
    new GlacierJobNotifier(stack, 'Photos', { vaults: ['*'] });
    new GlacierJobNotifier(makeScope(stack), 'Films', { vaults: ['*'] });
    const synthesize = () => Template.fromStack(stack);
    if (isRefused) expect(synthesize).toThrow(/Films" both configure all vaults, but a vault/);
    else expect(synthesize).not.toThrow();
  });
});
