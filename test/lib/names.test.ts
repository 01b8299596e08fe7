import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { GlacierJobNotifier } from '../../lib/glacier-job-notifier.ts';

const newApp = () => new App({ context: { 'aws:cdk:bundling-stacks': [] } });

describe('ids that give the outputs the same names', () => {
  it.each([
    [['A', 'BC'], ['AB', 'C'], 'ABC'],
    [['My-Photos'], ['MyPhotos'], 'MyPhotos'],
  ] as const)('of %j and %j are refused with the paths of both', (first, second, lead) => {
    const stack = new Stack(newApp(), 'Storage');
    const add = (ids: readonly string[]) => {
      const id = ids.at(-1) ?? '';
      const scope = ids
        .slice(0, -1)
        .reduce<Construct>((outer, one) => new Construct(outer, one), stack);
      return new GlacierJobNotifier(scope, id, { vaults: [] });
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
