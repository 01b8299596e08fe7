import type { SeenEvidence } from '../../../../lambdas/core/evidence/evidence.ts';
import { GlacierCallError } from '../../../../lambdas/core/glacier/call-error.ts';
import type { Glacier, GlacierLists } from '../../../../lambdas/core/glacier/ports.ts';
import type { VirtualTime } from '../../../../simulation/engine/virtual-time.ts';
import { readSeen } from '../../../notices/read-seen.ts';
import type { ListOrder } from '../simulated-glacier.ts';
import { describeSimulatedJob } from '../simulated-job.ts';
import type { Migration } from './migration.ts';

const ANSWER_MS = 100;
const PAGE_JOBS = 50;

/** How Glacier answers. */
export interface Metering {
  readonly admittedPerSecond: number;
  readonly order: ListOrder;
  /** Every list is useless, so that every due job is polled by DescribeJob. */
  readonly isWithoutLists?: boolean;
  /** Each row of a list is parsed, and takes the memory that it takes in the function. */
  readonly hasParsedRows?: boolean;
}

/** Glacier for a poller that works on a tick. */
export type ReachGlacier = (tickOf: () => number) => Glacier & GlacierLists;

/** Creates a Glacier that admits a limited number of calls a second, and refuses the others. */
export const createMeteredGlacier = (
  jobs: Migration,
  { nowMs, sleep }: VirtualTime,
  metering: Metering,
) => {
  const { admittedPerSecond, order, isWithoutLists, hasParsedRows } = metering;
  const calls = { answered: 0, refused: 0 };
  let [tokens, filledAt] = [admittedPerSecond, nowMs()];
  const admit = (): boolean => {
    const filled = tokens + (admittedPerSecond * (nowMs() - filledAt)) / 1000;
    [tokens, filledAt] = [Math.min(admittedPerSecond, filled), nowMs()];
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
  const answer = async (): Promise<void> => {
    const isAdmitted = admit();
    await sleep(ANSWER_MS);
    calls[isAdmitted ? 'answered' : 'refused'] += 1;
    if (!isAdmitted) throw new GlacierCallError('Too many', { cause: undefined, outcome: 'busy' });
  };
  const see = (job: number, source: SeenEvidence['source'], observedAt: string): SeenEvidence => {
    const template = TEMPLATES[jobs.isCompleted(job, nowMs()) ? 'Succeeded' : 'InProgress'];
    const evidence = hasParsedRows ? parse(template.text) : template.evidence;
    return { ...evidence, key: jobs.keyOf(job), source, observedAt };
  };
  const readPage = (vaultArn: string, marker: string | undefined, observedAt: string) => {
    const page: SeenEvidence[] = [];
    for (const job of jobs.ofVault(vaultArn, order, marker)) {
      if (!jobs.isCompleted(job, nowMs())) continue;
      if (page.length === PAGE_JOBS) return { page, next: page.at(-1)?.key.jobId };
      page.push(see(job, 'list-jobs', observedAt));
    }
    return { page };
  };
  const reach: ReachGlacier = (tickOf) => ({
    describeJob: async ({ jobId }, observedAt) => {
      await answer();
      const job = jobs.numberOf(jobId);
      jobs.markMade(job, tickOf());
      return { kind: 'seen', evidence: see(job, 'describe-job', observedAt) };
    },
    listJobs: async ({ vaultArn, marker }, observedAt) => {
      if (isWithoutLists) return { kind: 'page', jobs: [], refused: [], next: 'repeated' };
      await answer();
      const { page, next } = readPage(vaultArn, marker, observedAt);
      // The list has answered for every job of the vault that was due.
      if (next === undefined) jobs.markVaultMade(vaultArn, tickOf());
      return { kind: 'page', jobs: page, refused: [], next };
    },
    listVaults: () => Promise.resolve({ names: [] }),
  });
  return { calls, reach };
};

const parse = (text: string): SeenEvidence =>
  readSeen(JSON.parse(text), 'list-jobs', '2026-03-14T00:00:00.000Z');

/** A row with the details that Glacier gives of an archive's job. */
const createTemplate = (completedAt: number) => {
  const key = { vaultArn: 'arn:aws:glacier:eu-west-1:123456789012:vaults/v', jobId: 'j' };
  const job = { ...key, createdAt: 0, completedAt, tier: 'Standard', isNoticeLost: true } as const;
  const text = JSON.stringify({
    ...describeSimulatedJob(job, 1),
    ArchiveId: 'y'.repeat(138),
    ArchiveSHA256TreeHash: 'a'.repeat(64),
    ArchiveSizeInBytes: 16_777_216,
    JobDescription: 'restore of a photo album, part of a larger batch',
    RetrievalByteRange: '0-16777215',
    SHA256TreeHash: 'a'.repeat(64),
    SNSTopic: 'arn:aws:sns:eu-west-1:123456789012:GlacierJobNotifier-NoticeTopic',
  });
  return { text, evidence: parse(text) };
};

const TEMPLATES = { Succeeded: createTemplate(1), InProgress: createTemplate(2) };
