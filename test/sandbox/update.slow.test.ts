import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GlacierClient, InitiateJobCommand } from '@aws-sdk/client-glacier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoGroups } from '../../lambdas/adapters/dynamo/groups.ts';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import { setExpected } from '../../operations/groups/expect.ts';
import { scanTable } from '../../sandbox/emulators/scan-table.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start/start-sandbox.ts';
import { BEFORE_GROUPS, bundleEarlier, hasCommit } from '../support/earlier-bundle.ts';
import { POLICY } from '../support/evidence.ts';

const MINUTE = 60_000;
const MEMBERS = 24;

/** The functions that record jobs or deliveries, by their names in the stack and their folders. */
const UPDATED = { Intake: 'intake', Poller: 'poller', Sender: 'sender', Redeliver: 'redeliver' };

/** Runs the code of both versions in turn until the update is over. */
const IN_TURN = `
const [before, now] = ['./before.js', './now.js'].map(require);
let turn = 0;
const isOver = () => require('node:fs').existsSync(__dirname + '/updated');
exports.handler = (...args) => (isOver() || turn++ % 2 ? now : before).handler(...args);
`;

describe.skipIf(!hasCommit(BEFORE_GROUPS))('an update from the version before groups', () => {
  const folders: string[] = [];
  let sandbox: Sandbox;

  beforeAll(async () => {
    const earlier = bundleEarlier(BEFORE_GROUPS, Object.values(UPDATED));
    sandbox = await startSandbox({
      seed: 3,
      vaults: ['photos', 'silent'],
      // A reminder comes ten minutes after a completion.
      settings: { expiringLeadMinutes: 1430, sweepIntervalMinutes: 15, groupQuietHours: 1 },
      environmentOf: (name, environment) => {
        const code = earlier.get(UPDATED[name as keyof typeof UPDATED]);
        const folder = environment['LAMBDA_TASK_ROOT'] ?? '';
        if (code === undefined || existsSync(join(folder, 'now.js'))) {
          return Promise.resolve(environment);
        }
        renameSync(join(folder, 'index.js'), join(folder, 'now.js'));
        writeFileSync(join(folder, 'before.js'), code);
        writeFileSync(join(folder, 'index.js'), IN_TURN);
        folders.push(folder);
        return Promise.resolve(environment);
      },
    });
    await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}/hook` });
    await sandbox.advance(2 * MINUTE);
  });

  afterAll(() => sandbox.stop());

  const received = () =>
    sandbox.receiver.received
      .filter(({ verified }) => verified)
      .map(({ body }) => JSON.parse(body.toString()) as { type: string; data: never });

  const completed = () =>
    received().flatMap(({ type, data }) => (type === 'glacier.group.completed' ? [data] : []));

  const rows = async () =>
    (await scanTable(sandbox.clients.dynamodb, sandbox.outputs.JobsTableName)).map((item) =>
      readJobItem(item),
    );

  const startJobs = async () => {
    const client = new GlacierClient({
      endpoint: sandbox.urls.glacier,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    for (let member = 0; member < MEMBERS; member += 1) {
      await client.send(
        new InitiateJobCommand({
          accountId: '-',
          // Half of the notices are lost.
          vaultName: member % 2 ? 'silent' : 'photos',
          jobParameters: {
            Type: 'archive-retrieval',
            ArchiveId: `archive-${member}`,
            Description: `album ${member} [group:wave-1]`,
            Tier: 'Expedited',
          },
        }),
      );
    }
  };

  it('loses no transition, and completes a group only with all of its members', async () => {
    const { dynamodb } = sandbox.clients;
    const now = () => new Date(sandbox.clock.now()).toISOString();
    const store = createDynamoGroups(dynamodb, sandbox.outputs.GroupsTableName ?? '');
    const policy = { ...POLICY, accountId: '123456789012', region: 'eu-west-1' };
    await setExpected({ store, policy, now }, 'wave-1', MEMBERS);
    sandbox.glacier.faults.set({ loseNotices: 1 }, 'silent');
    await startJobs();
    await sandbox.advance(6 * MINUTE);

    // The earlier intake writes no group, and leaves a member's old place in the index.
    expect(folders).toHaveLength(4);
    expect((await rows()).filter(({ group }) => group === undefined)).not.toHaveLength(0);

    await sandbox.advance(14 * MINUTE);
    expect(await rows()).toHaveLength(MEMBERS);
    expect(completed()).toStrictEqual([]);

    for (const folder of folders) writeFileSync(join(folder, 'updated'), '');
    await sandbox.advance(26 * 60 * MINUTE);

    const jobs = await rows();
    expect(jobs.map(({ group }) => group)).toStrictEqual(jobs.map(() => 'wave-1'));
    for (const { jobId, transitions } of jobs) {
      const statuses = received().flatMap(({ data: { jobId: id, status } }) =>
        id === jobId ? [status] : [],
      );
      expect([...new Set(statuses)].toSorted()).toStrictEqual(
        transitions
          .map(({ status }) => status)
          .filter((one) => one !== 'InProgress')
          .toSorted(),
      );
    }
    expect(completed()).toMatchObject([{ group: 'wave-1', expected: MEMBERS }]);
  });
});
