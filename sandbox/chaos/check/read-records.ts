import { paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { buildJobEvent } from '../../../lambdas/core/event.ts';
import { readJobItem } from '../../../lambdas/core/job-item.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { ChaosRun } from '../chaos-run.ts';
import type { ChaosRecords } from './chaos-records.ts';
import { countNotices } from './count-notices.ts';
import { drainQueues } from './drain-queues.ts';

const text = z.string().optional();

const JobRow = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.string(),
  sequence: z.number(),
  transitions: z.array(z.object({ status: z.string(), at: z.string(), source: z.string() })),
  action: text,
  tier: text,
  jobDescription: text,
});

const DeliveryRow = z.object({
  eventId: z.string(),
  endpointId: z.string(),
  state: z.string(),
  nextAttemptAt: text,
  dueShard: text,
});

const EndpointRow = z.object({
  endpointId: z.string(),
  state: z.string(),
  failingSince: text,
  probeAt: text,
  doubtedAt: text,
  drainFrom: text,
  untoldDisabledAt: text,
});

const SecretRow = z.object({ endpointId: z.string(), url: z.url() });

/** Reads everything that a finished run is judged by; what is left in queues is received for it. */
export const readRecords = async (run: ChaosRun): Promise<ChaosRecords> => {
  const { sandbox, evidence } = run;
  const { outputs, glacier } = sandbox;
  const items = await scan(sandbox, outputs.JobsTableName);
  const secrets = z.array(SecretRow).parse(await scan(sandbox, outputs.EndpointSecretsTableName));
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
    deliveries: z.array(DeliveryRow).parse(await scan(sandbox, outputs.DeliveriesTableName)),
    endpoints: z.array(EndpointRow).parse(await scan(sandbox, outputs.EndpointsTableName)),
    queues: await drainQueues(sandbox.clients.sqs),
  };
};

/** Builds a job's events anew, as a replay does. */
const rebuild = (item: unknown): readonly [string, readonly string[]] => {
  const job = readJobItem(item);
  const bodies = job.transitions.map((_, index) => buildJobEvent(job, index + 1).body);
  return [job.jobId, bodies];
};

const scan = async (
  { clients }: Pick<Sandbox, 'clients'>,
  TableName: string,
): Promise<readonly unknown[]> => {
  const rows: unknown[] = [];
  for await (const { Items = [] } of paginateScan({ client: clients.dynamodb }, { TableName })) {
    rows.push(...Items.map((item) => unmarshall(item)));
  }
  return rows;
};
