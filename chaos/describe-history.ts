import type { ChaosRecords } from './check/chaos-records.ts';
import type { Fault } from './faults/fault-log.ts';

const timeOf = (at: number): string => new Date(at).toISOString();

/** Returns what happened to one job, in the order of its times. */
export const describeHistory = (
  jobId: string,
  { ledger, jobs, forged, received }: ChaosRecords,
  faults: readonly Fault[],
): string => {
  const lines = [
    ...ledger
      .filter((job) => job.jobId === jobId)
      .map((job) => ({ at: job.completesAt, text: `Glacier completes it: ${job.outcome}` })),
    ...jobs
      .filter((job) => job.jobId === jobId)
      .flatMap(({ transitions }) => transitions)
      .map(({ status, at, source }) => ({
        at: Date.parse(at),
        text: `recorded as ${status}, by ${source}`,
      })),
    ...faults
      .filter(({ detail }) => detail.includes(jobId))
      .map(({ at, kind }) => ({ at, text: `fault: ${kind}` })),
    ...received
      .filter(({ body }) => body.includes(jobId))
      .map(({ at, path, webhookId, answeredStatus }) => ({
        at,
        text: `${path} receives ${webhookId}, responds ${answeredStatus ?? 'nothing'}`,
      })),
  ];
  return [
    `Timeline of ${jobId}:`,
    ...lines.sort((a, b) => a.at - b.at).map(({ at, text }) => `  ${timeOf(at)}  ${text}`),
    ...forged
      .filter((notice) => notice.jobId === jobId)
      .map(({ message }) => `  forged: ${message}`),
  ].join('\n');
};
