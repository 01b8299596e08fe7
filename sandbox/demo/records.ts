import * as z from 'zod';
import { countMessages } from '../../operations/aws/inspect/queue-depth.ts';
import { scanTable } from '../emulators/scan-table.ts';
import type { Sandbox } from '../sandbox.ts';

const JobRow = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.string(),
  completionDate: z.string().optional(),
  outputExpiresAt: z.string().optional(),
  transitions: z.array(
    z.object({
      status: z.string(),
      at: z.string(),
      source: z.string(),
      statusMessage: z.string().optional(),
    }),
  ),
});

const DeliveryRow = z.object({
  eventId: z.string(),
  endpointId: z.string(),
  state: z.string(),
  attemptCount: z.number(),
});

/** A row of the Jobs table, as far as the demo checks it. */
export type JobRow = z.output<typeof JobRow>;

/** A row of the Deliveries table, as far as the demo checks it. */
export type DeliveryRow = z.output<typeof DeliveryRow>;

/** What the service has recorded by the end. */
export interface ServiceRecords {
  readonly jobs: readonly JobRow[];
  readonly deliveries: readonly DeliveryRow[];
  /** How many messages the failure queues hold, in all. */
  readonly failures: number;
}

/** Reads the tables and the failure queues as any operator could. */
export const readRecords = async ({
  clients,
  outputs,
}: Pick<Sandbox, 'clients' | 'outputs'>): Promise<ServiceRecords> => {
  const [jobs, deliveries, ...failures] = await Promise.all([
    scanTable(clients.dynamodb, outputs.JobsTableName),
    scanTable(clients.dynamodb, outputs.DeliveriesTableName),
    countMessages(clients.sqs, outputs.FailedNoticesQueueUrl),
    countMessages(clients.sqs, outputs.FailedEventsQueueUrl),
    countMessages(clients.sqs, outputs.DeliveryDeadLetterQueueUrl),
  ]);
  return {
    jobs: z.array(JobRow).parse(jobs),
    deliveries: z.array(DeliveryRow).parse(deliveries),
    failures: failures.reduce((sum, count) => sum + count, 0),
  };
};
