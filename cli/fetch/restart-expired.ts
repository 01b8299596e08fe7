import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import type { FetchedJob } from '../../operations/fetch/output.ts';
import type { JobRequest } from '../../operations/jobs/initiation.ts';
import type { Context } from '../framework/context.ts';
import { confirmOrStop } from '../framework/output/confirm.ts';
import { findRunning } from '../start/batch/find-running.ts';
import { startMany } from '../start/batch/start-many.ts';
import { createShortJournal } from '../start/journal/journal.ts';
import { createStartPorts } from '../start/start-ports.ts';
import type { Fetch } from './fetch.ts';

const PER_SECOND = 10;

/**
 * Starts retrievals again whose output expired, after a question, and returns the new jobs.
 *
 * An archive is not started whose job is pending or can be fetched: that job is returned.
 */
export const restartExpired = async (
  keys: readonly JobKey[],
  { ports, service, request, report }: Fetch,
  { output, signal }: Context,
): Promise<readonly JobKey[]> => {
  const expired = await ports.readJobs(keys);
  const jobs = expired.filter(({ archiveId }) => archiveId !== undefined);
  if (jobs.length === 0) return [];
  await confirmOrStop(
    `Start ${jobs.length.toLocaleString('en')} expired retrievals again? AWS charges for them, and they cannot be canceled.`,
    { output, yes: request.yes === true },
  );
  const found: JobKey[] = [];
  for (const [vaultArn, some] of Map.groupBy(jobs, (job) => job.vaultArn)) {
    const journal = createShortJournal();
    const requests = some.map((job) => toRequest(job, service.outputs.NoticeTopicArn));
    const running = await findRunning({ service, requests, journal }, output);
    const taken = new Set(running.map(({ archiveId }) => archiveId));
    const { started, unstarted, fault } = await startMany({
      requests: requests.filter(({ archiveId = '' }) => !taken.has(archiveId)),
      ratePerSecond: PER_SECOND,
      ports: createStartPorts(service, output),
      journal,
      signal,
      onStarted: ({ archiveId, jobId }) => output.note(`Started ${archiveId} again: ${jobId}`),
      onDone: () => undefined,
    });
    for (const { archiveId, message } of unstarted) {
      const jobId = some.find((job) => job.archiveId === archiveId)?.jobId ?? archiveId;
      report.add({ key: { vaultArn, jobId }, state: { kind: 'failed', message }, isDone: false });
    }
    if (fault !== undefined) throw fault;
    const all = [...running, ...started];
    found.push(...all.flatMap(({ jobId }) => (jobId === undefined ? [] : [{ vaultArn, jobId }])));
  }
  return found;
};

const toRequest = (job: FetchedJob, snsTopic: string): JobRequest => {
  const { vaultArn, archiveId, tier, jobDescription, retrievalByteRange } = job;
  const isWhole = retrievalByteRange === `0-${(job.archiveSizeInBytes ?? 0) - 1}`;
  return {
    ...{ vaultArn, archiveId, tier, snsTopic, description: jobDescription },
    byteRange: isWhole ? undefined : retrievalByteRange,
  };
};
