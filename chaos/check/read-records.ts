import * as z from 'zod';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import { scanTable } from '../../sandbox/emulators/scan-table.ts';
import type { ChaosRun } from '../run.ts';
import { type ChaosRecords, DeliveryRow, EndpointRow } from './chaos-records.ts';
import { drainQueues } from './drain-queues.ts';

const SecretRow = z.object({ endpointId: z.string(), url: z.url() });

/** Reads everything that a finished run is judged by; what is left in queues is received for it. */
export const readRecords = async ({ sandbox, evidence }: ChaosRun): Promise<ChaosRecords> => {
  const { outputs, glacier, clients } = sandbox;
  const scan = (tableName: string) => scanTable(clients.dynamodb, tableName);
  const secrets = z.array(SecretRow).parse(await scan(outputs.EndpointSecretsTableName));
  return {
    ...evidence,
    ledger: glacier.ledger.jobs(),
    notices: glacier.ledger.notices,
    jobs: (await scan(outputs.JobsTableName)).map(readJobItem),
    received: sandbox.receiver.received,
    endpointIds: new Map(secrets.map(({ endpointId, url }) => [new URL(url).pathname, endpointId])),
    deliveries: z.array(DeliveryRow).parse(await scan(outputs.DeliveriesTableName)),
    endpoints: z.array(EndpointRow).parse(await scan(outputs.EndpointsTableName)),
    queues: await drainQueues(clients.sqs),
  };
};
