import { readLive } from '../../cli/groups/watch/live-facts.ts';
import { createMemberMeter } from '../../cli/groups/watch/member-meter.ts';
import {
  createDynamoGroupIndex,
  createDynamoGroups,
} from '../../lambdas/adapters/dynamo/groups.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../lambdas/adapters/dynamo/known-jobs.ts';
import { createDynamoMemberIndex } from '../../lambdas/adapters/dynamo/member-index.ts';
import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { countWhole } from '../../lambdas/core/group/count-whole.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { createGroupMonitor } from '../../lambdas/group-monitor/handler.ts';
import { newGroup } from '../../operations/groups/change.ts';
import { silent } from '../../simulation/functions/tools.ts';
import { stepsOf } from '../cost/play-life.ts';
import { createCountedClient } from '../notices/counted-client.ts';
import { group } from './members.ts';

const readNow = (): string => new Date().toISOString();
const GROUPS = 100;

/** Measures what group-monitor, a count, a minute of the screen, and a member's life take. */
export const measureUnits = async (endpoint: string): Promise<string[][]> => {
  const { client, takeSpent } = createCountedClient(endpoint);
  const store = createDynamoGroups(client, 'groups');
  const index = createDynamoMemberIndex(client, 'jobs');
  const record = createRecorder(createDynamoJobStore(client, 'jobs'), DEFAULT_LIFE_POLICY);
  const place = { accountId: '123456789012', region: 'eu-west-1' };
  const monitor = createGroupMonitor({
    groups: { ...store, ...createDynamoGroupIndex(client, 'groups') },
    members: index,
    known: createDynamoKnownJobs(client, 'jobs', { isConsistent: true }),
    record,
    policy: { ...DEFAULT_LIFE_POLICY, ...place, quietHours: 24 },
    now: readNow,
    ...silent,
  });
  const rows: string[][] = [];
  const measure = async (name: string, act: () => Promise<unknown>): Promise<void> => {
    takeSpent();
    const startedMs = performance.now();
    await act();
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(2);
    const { requests, readUnits, writeUnits } = takeSpent();
    rows.push([name, ...[requests, readUnits, writeUnits].map(String), seconds]);
  };
  const minute = () => monitor(() => false);

  await measure('a minute of group-monitor, no group', minute);
  await store.write({ before: undefined, after: newGroup(group, readNow()) });
  await measure('the same, this group open', minute);
  await measure('a count of this group', () => countWhole(index, group));
  await measure('the reads of "groups watch" in a minute', async () => {
    const meter = createMemberMeter(index, group);
    const row = newGroup(group, readNow());
    for (let second = 0; second < 60; second += 1) {
      if (second % 15 === 0) await readLive((await store.get(group)) ?? row, index, readNow());
      await meter.step(readNow());
    }
  });
  for (const tag of ['', ` [group:${group}]`]) {
    for (const { name, evidence } of stepsOf(1 + tag.length, true, `nightly: album 7${tag}`)) {
      await measure(`${name}${tag}`, () => record(evidence, evidence.observedAt));
    }
  }
  for (let number = 1; number < GROUPS; number += 1) {
    await store.write({ before: undefined, after: newGroup(`empty-${number}`, readNow()) });
  }
  await minute();
  await measure(`a minute of group-monitor, ${GROUPS} open groups`, minute);
  client.destroy();
  return rows;
};
