import * as z from 'zod';
import { buildJobEvent } from '../../lambdas/core/event/event.ts';
import { readJobItem } from '../../lambdas/core/job/item.ts';
import { scanTable } from '../../sandbox/emulators/scan-table.ts';
import type { ChaosRun } from '../run.ts';
import { type ChaosRecords, DeliveryRow, EndpointRow, JobRow } from './chaos-records.ts';
import { countNotices } from './count-notices.ts';
import { drainQueues } from './drain-queues.ts';

const SecretRow = z.object({ endpointId: z.string(), url: z.url() });

/** Reads everything that a finished run is judged by; what is left in queues is received for it. */
export const readRecords = async (run: ChaosRun): Promise<ChaosRecords> => {
  const { sandbox, evidence } = run;
  const { outputs, glacier, clients } = sandbox;
  const scan = (tableName: string) => scanTable(clients.dynamodb, tableName);
  const items = await scan(outputs.JobsTableName);
  const secrets = z.array(SecretRow).parse(await scan(outputs.EndpointSecretsTableName));
  const images = [...evidence.images].map(
    ([jobId, rows]) => [jobId, z.array(JobRow).parse(rows)] as const,
  );
  return {
    endedAt: sandbox.clock.now(),
    expiringLeadMs: run.scale.expiringLeadMinutes * 60_000,
    ledger: glacier.ledger.jobs(),
    notices: countNotices(glacier.ledger.notices, glacier.ledger.jobs()),
    glacierErrors: glacier.ledger.errors,
    forged: evidence.forged,
    unreadable: evidence.unreadable,
    collected: evidence.collected,
    jobs: z.array(JobRow).parse(items),
    images: new Map(images),
    published: evidence.published,
    rebuilt: new Map(items.map(rebuild)),
    received: sandbox.receiver.received,
    endpointIds: new Map(secrets.map(({ endpointId, url }) => [new URL(url).pathname, endpointId])),
    deliveries: z.array(DeliveryRow).parse(await scan(outputs.DeliveriesTableName)),
    endpoints: z.array(EndpointRow).parse(await scan(outputs.EndpointsTableName)),
    queues: await drainQueues(clients.sqs),
  };
};

/** Rebuilds a job's events, as a replay does. */
const rebuild = (item: unknown): readonly [string, readonly string[]] => {
  const job = readJobItem(item);
  const bodies = job.transitions.map((_, index) => buildJobEvent(job, index + 1).body);
  return [job.jobId, bodies];
};
