import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { VaultConfiguration } from '../../../lambdas/core/vault/notifications.ts';
import { createVaultsWorld, notifies, OUR_TOPIC, properties } from '../../support/vaults-world.ts';

const NAMES = ['photos', 'backups', 'letters'];

const others = fc.constantFrom(
  undefined,
  notifies('arn:aws:sns:eu-west-1:123456789012:one'),
  notifies('arn:aws:sns:eu-west-1:123456789012:two', ['ArchiveRetrievalCompleted']),
);

const deployment = fc.record({
  kind: fc.constant('deployment' as const),
  vaults: fc.subarray(NAMES),
  manage: fc.constantFrom('true', 'take-over', 'false'),
  topicArn: fc.constantFrom(OUR_TOPIC, `${OUR_TOPIC}-2`),
  isRollback: fc.boolean(),
  /** The call of the request at which Lambda crashes. */
  crashAt: fc.option(fc.nat(12), { nil: undefined }),
});
const outsider = fc.record({
  kind: fc.constant('outsider' as const),
  vaultName: fc.constantFrom(...NAMES),
  configuration: others,
});

type Step =
  | (typeof deployment extends fc.Arbitrary<infer Value> ? Value : never)
  | (typeof outsider extends fc.Arbitrary<infer Value> ? Value : never);

const isOurs = (configuration: VaultConfiguration | undefined) =>
  configuration?.topicArn.startsWith(OUR_TOPIC) ?? false;

type Vaults = ReadonlyMap<string, VaultConfiguration | undefined>;

const takenOver = (before: Vaults, after: Vaults) =>
  NAMES.filter((name) => {
    const was = before.get(name);
    return was !== undefined && !isOurs(was) && isOurs(after.get(name));
  });

/** Plays the steps, and keeps what people other than this stack wanted of each vault last. */
const play = async (found: readonly (VaultConfiguration | undefined)[], steps: readonly Step[]) => {
  const theirs = new Map(NAMES.map((name, index) => [name, found[index]]));
  const world = createVaultsWorld(Object.fromEntries(theirs));
  const overwritten: string[] = [];
  /** What deployments have put back of vaults that were ours. */
  const putBack = new Map<string, VaultConfiguration | undefined>();
  let last = properties([]);
  for (const step of steps) {
    if (step.kind === 'outsider') {
      world.present.set(step.vaultName, step.configuration);
      theirs.set(step.vaultName, step.configuration);
      continue;
    }
    const before = new Map(world.present);
    const now = properties(step.vaults, { Manage: step.manage, TopicArn: step.topicArn });
    let calls = 0;
    world.failWith(() => (calls++ === step.crashAt ? new Error('crash') : undefined));
    world.state.isRollingBack = step.isRollback;
    await world.update(now, last);
    last = now;
    const taken = takenOver(before, world.present);
    const mayTakeOver = (name: string) =>
      step.manage === 'take-over' ||
      (step.isRollback && isDeepStrictEqual(putBack.get(name), before.get(name)));
    overwritten.push(...taken.filter((name) => !mayTakeOver(name)));
    for (const name of takenOver(world.present, before)) putBack.set(name, world.present.get(name));
  }
  world.failWith(() => undefined);
  await world.delete(last);
  return { world, theirs, overwritten };
};

it('after any deployments, crashes and changes by others each vault is as they wanted it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(others, others, others),
      fc.array(fc.oneof(deployment, outsider), { maxLength: 8 }),
      async (found, steps) => {
        const { world, theirs, overwritten } = await play(found, steps);
        expect(Object.fromEntries(world.present)).toStrictEqual(Object.fromEntries(theirs));
        expect(world.memory.size).toBe(0);
        expect(overwritten).toStrictEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});
