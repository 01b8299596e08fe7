import { createDynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import {
  type ArchiveJob,
  createDynamoArchiveJobs,
} from '../../../operations/aws/tables/archive-jobs.ts';
import { hasRange, type JobRequest } from '../../../operations/jobs/initiation.ts';
import type { Service } from '../../deployment/service.ts';
import type { Output } from '../../framework/output/output.ts';
import { createProgressLine } from '../../framework/output/progress-line.ts';
import { reportDamaged } from '../../framework/output/report-damaged.ts';
import type { Journal } from '../journal/journal.ts';
import type { UnstartedArchive } from '../report/start-report.ts';
import { nameOf } from './start-one.ts';

/** The archives to search for. */
interface Search {
  readonly service: Service;
  readonly requests: readonly JobRequest[];
  readonly journal: Journal;
}

/** Finds archives with a pending job or an available output; skips those in the journal. */
export const findRunning = async (
  { service, requests, journal }: Search,
  output: Output,
): Promise<readonly UnstartedArchive[]> => {
  const wanted = new Map(
    requests
      .filter(
        (request) => (journal.entryOf(nameOf(request))?.state ?? 'not-started') === 'not-started',
      )
      .map((request) => [nameOf(request), request]),
  );
  const [first] = wanted.values();
  if (first === undefined) return [];
  const dynamo = createDynamoClient(service.clientConfig('dynamodb'));
  const { JobsTableName } = service.outputs;
  const read = createDynamoArchiveJobs(dynamo, JobsTableName, reportDamaged(output));
  const line = createProgressLine(output);
  const found = new Map<string, UnstartedArchive>();
  let pages = 0;
  for await (const jobs of read(first.vaultArn, service.clock.now())) {
    pages += 1;
    line.show(`Searching for existing jobs: ${pages} MB read`);
    for (const job of jobs) {
      const request = wanted.get(job.archiveId);
      if (request !== undefined && hasRange(request, job)) found.set(job.archiveId, describe(job));
    }
  }
  line.clear();
  return [...found.values()];
};

const describe = ({
  archiveId,
  jobId,
  status,
  tier = 'Standard',
}: ArchiveJob): UnstartedArchive => ({
  archiveId,
  kind: 'duplicate',
  jobId,
  message: `its ${tier} job ${jobId} is ${status}; use --again to start another`,
});
