import { createDynamoClient } from '../../lambdas/adapters/dynamo/client.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../lambdas/adapters/dynamo/known-jobs.ts';
import { createOperatorGlacierClient } from '../../lambdas/adapters/glacier/client.ts';
import type { EventDeliveries } from '../../lambdas/core/delivery/ports.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';
import type { KnownJobs } from '../../lambdas/core/polling/ports.ts';
import { createDynamoJobRows, type ReadJobRows } from '../../operations/aws/fetch/job-rows.ts';
import {
  createDynamoCountedJobs,
  type ReadCountedJobs,
} from '../../operations/aws/tables/counted-jobs.ts';
import { createDynamoEventDeliveries } from '../../operations/aws/tables/event-deliveries.ts';
import { createDynamoJobFinder, type FindJobs } from '../../operations/aws/tables/job-finder.ts';
import { createDynamoJobList } from '../../operations/aws/tables/job-list.ts';
import { createDynamoGroupJobList } from '../../operations/aws/tables/member-job-list.ts';
import { createDynamoMembers, LANES, type Members } from '../../operations/aws/tables/members.ts';
import type { ReadJobList } from '../../operations/jobs/list.ts';
import { createJobRegistry, type JobRegistry } from '../../registry/job-registry.ts';
import { machineClock } from '../deployment/clock.ts';
import type { Service } from '../deployment/service.ts';
import type { Output } from '../framework/output/output.ts';
import { reportDamaged } from '../framework/output/report-damaged.ts';

/** What the commands about jobs work with. */
export interface JobPorts {
  readonly store: Pick<JobStore, 'read'>;
  readonly find: FindJobs;
  /** Reads with strong consistency: a job that is missing is not recorded. */
  readonly known: KnownJobs;
  readonly readCounted: ReadCountedJobs;
  /** Reads what a list of jobs lacks, which is in no index. */
  readonly readRows: ReadJobRows;
  readonly deliveriesOf: EventDeliveries;
  /** Reads the list of a group's members, or of all jobs. */
  readonly readListOf: (group: string | undefined) => ReadJobList;
  readonly members: Members;
  readonly registry: JobRegistry;
}

/** Creates the ports to a service's jobs; reports unreadable rows. The signal ends their requests. */
export const createJobPorts = (
  service: Service,
  output: Pick<Output, 'note'>,
  signal?: AbortSignal,
): JobPorts => {
  const { outputs, place, settings, clock } = service;
  const onDamaged = reportDamaged(output);
  const dynamo = createDynamoClient(service.clientConfig('dynamodb'), signal);
  const glacier = createOperatorGlacierClient(service.clientConfig('glacier'));
  return {
    store: createDynamoJobStore(dynamo, outputs.JobsTableName),
    find: createDynamoJobFinder(dynamo, outputs.JobsTableName),
    deliveriesOf: createDynamoEventDeliveries(dynamo, outputs.DeliveriesTableName, onDamaged),
    known: createDynamoKnownJobs(dynamo, outputs.JobsTableName, {
      isConsistent: true,
      lanes: LANES,
      onDamaged,
    }),
    members: createDynamoMembers(dynamo, outputs.JobsTableName),
    readRows: createDynamoJobRows(dynamo, outputs.JobsTableName, onDamaged),
    readCounted: createDynamoCountedJobs(dynamo, outputs.JobsTableName, onDamaged),
    readListOf: (group) =>
      group === undefined
        ? createDynamoJobList(dynamo, outputs.JobsTableName, onDamaged)
        : createDynamoGroupJobList(dynamo, outputs.JobsTableName, group, onDamaged),
    registry: createJobRegistry({
      jobsTableName: outputs.JobsTableName,
      place,
      vaults: settings.vaults,
      policy: settings,
      dynamo,
      glacier,
      ...(clock !== machineClock && { now: clock.now }),
    }),
  };
};
