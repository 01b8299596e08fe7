import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { createDynamoDeliveryIndex } from '../../lambdas/adapters/dynamo/delivery-index.ts';
import { createDynamoEndpointLister } from '../../lambdas/adapters/dynamo/endpoints/endpoints.ts';
import { createDynamoJobIndex } from '../../lambdas/adapters/dynamo/job-index.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import { PENDING_TIERS } from '../../lambdas/core/job/status.ts';
import { readFollowed } from '../../lambdas/core/polling/followed-jobs.ts';
import { overdueWindow } from '../../lambdas/core/polling/overdue.ts';
import { type OnDamaged, readRows, type TableName } from '../../lambdas/core/rows.ts';
import { createDynamoRecentJobs } from '../../operations/aws/tables/recent-jobs.ts';
import { countParked } from '../../operations/doctor/count-parked.ts';
import type {
  CompletionFacts,
  DamagedRow,
  EndpointFacts,
  OverdueFacts,
} from '../../operations/doctor/facts.ts';
import { summarizeCompletions } from '../../operations/doctor/summarize-completions.ts';
import { newestJobs } from '../../operations/events/recent.ts';
import type { DeploymentOutputs } from '../deployment/deployment-outputs.ts';
import type { Service } from '../deployment/service.ts';
import { createOperatorLog } from '../framework/output/operator-log.ts';
import type { Output } from '../framework/output/output.ts';
import { skipDamaged } from '../framework/output/skip-damaged.ts';

const KEYS: Readonly<Record<TableName, readonly string[]>> = {
  Jobs: ['vaultArn', 'jobId'],
  Groups: ['group', 'entry'],
  Endpoints: ['endpointId'],
  Deliveries: ['eventId', 'endpointId'],
};

/** Collects the unreadable rows that table readers skip, each once. */
const collectDamagedRows = (outputs: DeploymentOutputs) => {
  const rows = new Map<string, DamagedRow>();
  const of =
    (table: TableName): OnDamaged =>
    (reason, row) => {
      const key = Object.fromEntries(KEYS[table].map((name) => [name, { S: String(row[name]) }]));
      rows.set(JSON.stringify(key), {
        tableName: outputs[`${table}TableName`] ?? table,
        key,
        reason,
      });
    };
  return { rows, of };
};

/** Every status of a completed job. */
const COMPLETED = ['Succeeded', 'Failed', 'Expiring', 'Expired', 'Collected'] as const;
const JOBS_OF_EACH = 10;

/** Creates the reader of facts from the tables. */
export const createTableFacts = (
  { outputs, clock, place, settings, clientConfig }: Service,
  output: Output,
) => {
  const dynamo = createDynamoClient(clientConfig('dynamodb'));
  const damaged = collectDamagedRows(outputs);
  const index = createDynamoJobIndex(dynamo, outputs.JobsTableName);
  const recent = createDynamoRecentJobs(dynamo, outputs.JobsTableName, damaged.of('Jobs'));
  const store = createDynamoJobStore(dynamo, outputs.JobsTableName);
  const readJob = skipDamaged(store.read, damaged.of('Jobs'), ({ jobId }) => jobId);
  const { DeliveriesTableName } = outputs;
  const deliveries = createDynamoDeliveryIndex(
    dynamo,
    DeliveriesTableName,
    damaged.of('Deliveries'),
  );
  const log = createOperatorLog(output);
  const lister = createDynamoEndpointLister(dynamo, outputs.EndpointsTableName, log, (row) =>
    readRows([row], { schema: Endpoint, table: 'Endpoints', onDamaged: damaged.of('Endpoints') }),
  );
  const countOf = async ({ endpointId, failingSince, drainSince }: Endpoint) =>
    failingSince === undefined && drainSince === undefined
      ? 0
      : countParked(deliveries, { endpointId, to: clock.now() });
  return {
    damaged: () => [...damaged.rows.values()],
    completions: async (): Promise<CompletionFacts> => {
      const pages = await Promise.all(
        COMPLETED.map((key) => newestJobs(recent, key, JOBS_OF_EACH)),
      );
      const read = await Promise.all(pages.flat().map((key) => readJob(key)));
      return summarizeCompletions(read.filter((job) => job !== undefined));
    },
    endpoints: async (): Promise<readonly EndpointFacts[]> =>
      Promise.all(
        (await lister.list()).map(async (endpoint) => ({
          endpoint,
          parked: await countOf(endpoint),
        })),
      ),
    overdue: (): Promise<readonly OverdueFacts[]> =>
      Promise.all(
        PENDING_TIERS.map(async (tier) => {
          const window = overdueWindow(tier, clock.now());
          const overdue = await readFollowed(index, { ...place, vaults: settings.vaults }, window);
          return { statusKey: window.statusKey, jobs: overdue.length };
        }),
      ),
  };
};
