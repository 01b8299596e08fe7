// Measures the commands about jobs and groups over many members, as `npm run bench:groups -- 100000`.
import { subscribe } from 'node:diagnostics_channel';
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { machineClock } from '../cli/deployment/clock.ts';
import { OUTPUT_NAMES, readDeploymentOutputs } from '../cli/deployment/deployment-outputs.ts';
import { readJobSettings } from '../cli/deployment/job-settings.ts';
import type { Context } from '../cli/framework/context.ts';
import { createOutput } from '../cli/framework/output/output.ts';
import { expectMembers } from '../cli/groups/change-group.ts';
import { watchGroup } from '../cli/groups/watch/watch-group.ts';
import { listJobs } from '../cli/jobs/list-jobs.ts';
import { showStats } from '../cli/jobs/show-stats.ts';
import { waitForJobs } from '../cli/jobs/watch/wait-for-jobs.ts';
import { watchJobs } from '../cli/jobs/watch/watch-jobs.ts';
import { jobSettingsText } from '../lib/settings/published-settings.ts';
import { Settings } from '../lib/settings/settings.ts';
import { startDynamodb } from '../sandbox/emulators/start-dynamodb.ts';
import { account, clientConfig, vaultArn } from '../sandbox/template/account.ts';
import { createLocalClient } from './notices/counted-client.ts';
import { createGroupsTable, createJobsTable } from './notices/jobs-table.ts';
import { readCount } from './read-options.ts';
import { printTable } from './report/print-table.ts';

const JOBS = readCount(10_000);
const WAITED = Math.min(JOBS, 40_000);
const BATCH = 25;
const group = 'wave-1';
const TABLES = { JobsTableName: 'jobs', GroupsTableName: 'groups' };

const idOf = (number: number): string => String(number).padStart(92, 'x');

/** A job; one in a hundred is pending. */
const aJob = (number: number) => {
  const [status, statusKey] =
    number % 100 === 0 ? ['InProgress', 'InProgress#Bulk'] : ['Succeeded', 'Succeeded'];
  const at = new Date(Date.now() - number).toISOString();
  const key = { vaultArn: vaultArn('photos'), jobId: idOf(number), group, statusKey };
  const places = { groupSort: `${statusKey}#${at}`, statusSince: at, firstSeenAt: at };
  const facts = { status, action: 'ArchiveRetrieval', tier: 'Bulk', creationDate: at };
  return { ...key, ...places, ...facts, transitions: [{ status, at, source: 'notice' }] };
};

const load = async (client: DynamoDBClient): Promise<void> => {
  for (let from = 0; from < JOBS; from += BATCH) {
    const puts = Array.from({ length: Math.min(BATCH, JOBS - from) }, (_, index) => ({
      PutRequest: { Item: marshall(aJob(from + index)) },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { jobs: puts } }));
  }
};

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

const run = async (endpoint: string): Promise<void> => {
  const client = createLocalClient(endpoint);
  await createJobsTable(client, 'jobs');
  await createGroupsTable(client, 'groups');
  await load(client);
  const context = contextOf(endpoint, new AbortController().signal);
  await expectMembers(context, group, JOBS);
  const shown = new AbortController();
  const round = contextOf(endpoint, shown.signal, () => void shown.abort());
  const jobs = Array.from({ length: WAITED }, (_, number) => idOf(number));
  const ids = { vault: 'photos', jobs, timeout: 3000 };
  const rows = [
    await measure('jobs list', () => listJobs(context, {})),
    await measure('jobs list --group', () => listJobs(context, { group })),
    await measure('jobs stats', () => showStats(context, {})),
    await measure('jobs watch, one round', () => watchJobs(round, { every: 1000 })),
    await measure(`jobs wait, ${WAITED} ids, 3 s`, () => waitForJobs(context, ids)),
    await measure('groups watch, a minute', () =>
      watchGroup(contextOf(endpoint, AbortSignal.timeout(60_000)), { group }),
    ),
  ];
  printTable([`${JOBS} jobs, 1 % of them pending`, 'requests', 'seconds', 'MB', 'exit'], rows);
  client.destroy();
};

const dynamodb = await startDynamodb();
try {
  await run(dynamodb.endpoint);
} finally {
  await dynamodb.stop();
}
