import type { LedgerJob } from '../../sandbox/glacier/ledger.ts';
import type { ReceivedRequest } from '../../sandbox/receiver/received-request.ts';
import type { ChaosRecords, JobRow } from '../check/chaos-records.ts';
import type { Fault } from '../faults/fault-log.ts';

const timeOf = (at: number): string => new Date(at).toISOString();

/** Returns everything that happened to one job, in the order of its times. */
export const describeHistory = (
  jobId: string,
  records: ChaosRecords,
  faults: readonly Fault[],
): string => {
  const truth = records.ledger.find((job) => job.jobId === jobId);
  const row = records.jobs.find((job) => job.jobId === jobId);
  const lines = [
    ...(truth === undefined ? [] : describeTruth(truth)),
    ...describeTransitions(row),
    ...describeFaults(jobId, faults),
    ...describeRequests(jobId, records),
  ];
  return [
    `Timeline of ${jobId}:`,
    ...lines.sort((a, b) => a.at - b.at).map(({ at, text }) => `  ${timeOf(at)}  ${text}`),
    ...records.forged
      .filter((notice) => notice.jobId === jobId)
      .map(({ kind, message }) => `  forged (${kind}): ${message}`),
    ...[...records.published.values()]
      .flatMap((bodies) => [...bodies])
      .filter((body) => body.includes(jobId))
      .map((body) => `  announced: ${body}`),
  ].join('\n');
};

interface Line {
  readonly at: number;
  readonly text: string;
}

const describeTruth = (job: LedgerJob): readonly Line[] => [
  {
    at: job.createdAt,
    text: `Glacier starts ${job.action}, tier ${job.tier}, in ${job.vaultName}: ${job.description}`,
  },
  { at: job.completesAt, text: `Glacier completes it: ${job.outcome}` },
  { at: job.forgottenAt, text: 'Glacier no longer knows it' },
];

const describeTransitions = (row: JobRow | undefined): readonly Line[] =>
  (row?.transitions ?? []).map(({ status, at, source }, index) => ({
    at: Date.parse(at),
    text: `recorded ${index + 1}: ${status}, by ${source}`,
  }));

const describeFaults = (jobId: string, faults: readonly Fault[]): readonly Line[] =>
  faults
    .filter(({ detail }) => detail.includes(jobId))
    .map(({ at, kind }) => ({ at, text: `fault: ${kind}` }));

const describeRequests = (jobId: string, { received }: ChaosRecords): readonly Line[] =>
  received.filter(({ body }) => body.includes(jobId)).map(describeRequest);

const describeRequest = ({ at, path, webhookId, answeredStatus }: ReceivedRequest): Line => ({
  at,
  text: `${path} receives ${webhookId}, responds ${answeredStatus ?? 'nothing'}`,
});
