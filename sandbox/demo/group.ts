import { createDynamoGroups } from '../../lambdas/adapters/dynamo/groups.ts';
import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { setExpected } from '../../operations/groups/expect.ts';
import type { Sandbox } from '../sandbox.ts';
import { account } from '../template/account.ts';
import type { DemoEvidence } from './evidence.ts';
import { type CheckedPromise, checkEach } from './promise.ts';
import { GROUP, type Scene } from './scenes.ts';

const membersOf = <Any extends Scene>(scenes: readonly Any[]): readonly Any[] =>
  scenes.filter(({ isMember }) => isMember === true);

/** Sets how many jobs the group of the day will have, as `groups expect` does. */
export const expectMembers = async (
  { clients, outputs, clock }: Pick<Sandbox, 'clients' | 'outputs' | 'clock'>,
  scenes: readonly Scene[],
): Promise<void> => {
  const deps = {
    store: createDynamoGroups(clients.dynamodb, outputs.GroupsTableName ?? ''),
    policy: { ...DEFAULT_LIFE_POLICY, accountId: account.id, region: account.region },
    now: () => new Date(clock.now()).toISOString(),
  };
  await setExpected(deps, GROUP, membersOf(scenes).length);
};

/** Compares what was announced of the group with Glacier's own ledger. */
export const checkGroup = ({ scenes, ledger, published }: DemoEvidence): CheckedPromise => {
  const ids = membersOf(scenes).map(({ jobId }) => jobId);
  const jobs = ledger.jobs().filter(({ jobId }) => ids.includes(jobId));
  const lastMs = Math.max(...jobs.map(({ completesAt }) => completesAt));
  const failed = jobs.filter(({ outcome }) => outcome === 'Failed').length;
  const events = published.filter(({ type }) => type === 'glacier.group.completed');
  return checkEach(
    `one message reports that the group "${GROUP}", (c) to (e), is complete`,
    [events.map(({ timestamp, data }) => ({ ...data, timestamp }))],
    ([event, ...more]) =>
      event?.group === GROUP &&
      more.length === 0 &&
      event.counts?.['Failed'] === failed &&
      event.counts['Succeeded'] === jobs.length - failed &&
      Date.parse(event.timestamp) > lastMs
        ? undefined
        : JSON.stringify([event, ...more]),
  );
};
