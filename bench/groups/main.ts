// Measures the commands about jobs and groups over many members, as `npm run bench:groups -- 100000`.
import { subscribe } from 'node:diagnostics_channel';
import { machineClock } from '../../cli/deployment/clock.ts';
import { OUTPUT_NAMES, readDeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import { readJobSettings } from '../../cli/deployment/job-settings.ts';
import type { Context } from '../../cli/framework/context.ts';
import { createOutput } from '../../cli/framework/output/output.ts';
import { expectMembers } from '../../cli/groups/change-group.ts';
import { watchGroup } from '../../cli/groups/watch/watch-group.ts';
import { listJobs } from '../../cli/jobs/list-jobs.ts';
import { showStats } from '../../cli/jobs/show-stats.ts';
import { waitForJobs } from '../../cli/jobs/watch/wait-for-jobs.ts';
import { watchJobs } from '../../cli/jobs/watch/watch-jobs.ts';
import { jobSettingsText } from '../../lib/settings/published-settings.ts';
import { Settings } from '../../lib/settings/settings.ts';
import { startDynamodb } from '../../sandbox/emulators/start-dynamodb.ts';
import { account, clientConfig } from '../../sandbox/template/account.ts';
import { loadItems } from '../load-items.ts';
import { createLocalClient } from '../notices/counted-client.ts';
import { createGroupsTable, createJobsTable } from '../notices/jobs-table.ts';
import { readCount } from '../read-options.ts';
import { printTable } from '../report/print-table.ts';
import { measureUnits } from './measure-units.ts';
import { aMember, group, idOf } from './members.ts';

const JOBS = readCount(10_000);
const TABLES = { JobsTableName: 'jobs', GroupsTableName: 'groups' };

let requests = 0;
subscribe('http.client.request.start', () => {
  requests += 1;
});

/** Runs a command, and returns what it took: requests, seconds, and the most heap in MB. */
const measure = async (name: string, command: () => Promise<unknown>): Promise<string[]> => {
  globalThis.gc?.();
  const base = process.memoryUsage().heapUsed;
  const [before, startedMs] = [requests, performance.now()];
  let most = base;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, 20);
  const code = await command();
  clearInterval(sampling);
  const seconds = (performance.now() - startedMs) / 1000;
  const figures = [requests - before, seconds.toFixed(2), ((most - base) / 1e6).toFixed(0), code];
  return [name, ...figures.map(String)];
};

/** A context that calls back for each line that a command prints. */
const contextOf = (endpoint: string, signal: AbortSignal, print = () => undefined): Context => {
  const names = Object.fromEntries(OUTPUT_NAMES.map((name) => [name, 'none']));
  const service = {
    outputs: readDeploymentOutputs({ ...names, ...TABLES }, 'The bench'),
    place: { partition: account.partition, region: account.region, accountId: account.id },
    settings: readJobSettings(jobSettingsText(Settings.parse({ vaults: '*' }))),
    clock: machineClock,
    clientConfig: () => ({ ...clientConfig, endpoint }),
    ...{ commandName: 'glacier-jobs', selfOptions: '' },
  };
  const output = { ...createOutput(false), print, note: () => undefined };
  return { output, signal, selfOptions: '', connect: () => Promise.resolve(service) };
};

/** Lists above this number are not printed whole. */
const MOST_LISTED = 100_000;

const measureCommands = async (endpoint: string): Promise<string[][]> => {
  const context = contextOf(endpoint, new AbortController().signal);
  await expectMembers(context, group, JOBS);
  const shown = new AbortController();
  const round = contextOf(endpoint, shown.signal, () => void shown.abort());
  const rows = [
    await measure('groups watch, a minute', () =>
      watchGroup(contextOf(endpoint, AbortSignal.timeout(60_000)), { group }),
    ),
  ];
  if (JOBS > MOST_LISTED) return rows;
  rows.push(
    await measure('jobs list', () => listJobs(context, {})),
    await measure('jobs list --group', () => listJobs(context, { group })),
    await measure('jobs stats', () => showStats(context, {})),
    await measure('jobs watch, one round', () => watchJobs(round, { every: 1000 })),
  );
  for (const length of [40_000, 100_000].filter((count) => count <= JOBS)) {
    const jobs = Array.from({ length }, (_, number) => idOf(number));
    const ids = { vault: 'photos', jobs, timeout: 3000 };
    rows.push(await measure(`jobs wait, ${length} ids, 3 s`, () => waitForJobs(context, ids)));
  }
  return rows;
};

const run = async (endpoint: string): Promise<void> => {
  const client = createLocalClient(endpoint);
  await createJobsTable(client, 'jobs');
  await createGroupsTable(client, 'groups');
  await loadItems(client, 'jobs', { count: JOBS, itemOf: aMember });
  client.destroy();
  const title = `${JOBS} jobs in a group, 1 % of them pending`;
  const units = ['requests', 'read units', 'write units', 'seconds'];
  printTable([title, ...units], await measureUnits(endpoint));
  printTable([title, 'requests', 'seconds', 'MB', 'exit'], await measureCommands(endpoint));
};

const dynamodb = await startDynamodb();
try {
  await run(dynamodb.endpoint);
} finally {
  await dynamodb.stop();
}
