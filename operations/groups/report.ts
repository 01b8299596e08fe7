import * as z from 'zod/mini';
import type { Group, MemberCounts } from '../../lambdas/core/group/group.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import {
  PENDING_TIERS,
  type PendingTier,
  pendingTier,
  STATUSES,
  type Status,
} from '../../lambdas/core/job/status.ts';
import { InstantText } from '../../lambdas/core/rows.ts';
import { type DelayStats, summarizeDelays } from '../jobs/stats.ts';

const text = z.optional(z.string());
const instant = z.optional(InstantText);

/** What a report needs of a member's row. */
export const ReportedMember = z.object({
  vaultArn: z.string(),
  jobId: z.string(),
  status: z.enum(STATUSES),
  statusSince: InstantText,
  action: text,
  tier: text,
  archiveId: text,
  archiveSizeInBytes: z.optional(z.number()),
  statusMessage: text,
  creationDate: instant,
  completionDate: instant,
  outputExpiresAt: instant,
});

/** See the schema of the same name. */
export type ReportedMember = z.infer<typeof ReportedMember>;

/** Outputs that must be fetched before an instant: the first of them expires then or soon after. */
export interface DueOutputs {
  readonly by: Instant;
  readonly outputs: number;
  readonly bytes: number;
}

/** How many members had reached each step at an instant. */
export interface ProgressPoint {
  readonly at: Instant;
  readonly started: number;
  readonly ended: number;
  readonly collected: number;
}

/** A group as a report shows it. */
export interface GroupReport {
  readonly group: Group;
  readonly at: Instant;
  readonly counts: MemberCounts;
  /** The bytes of all archives, and of those whose job succeeded. */
  readonly bytes: { readonly total: number; readonly restored: number };
  readonly progress: readonly ProgressPoint[];
  /** From initiation to completion. */
  readonly durations: readonly (DelayStats & { readonly tier: PendingTier })[];
  /** The first of those that failed or expired. */
  readonly lost: readonly ReportedMember[];
  readonly due: readonly DueOutputs[];
}

/** Up to this number of failed and expired jobs are listed. */
export const MOST_LOST = 200;

const DUE_MS = 4 * 3_600_000;
const RESTORED: readonly Status[] = ['Succeeded', 'Expiring', 'Collected'];

/** Collects members for a report: kept are a few numbers of each, and at most 200 members. */
export const createReportCounter = () => {
  const counts: Record<string, number> = {};
  const times: Times<number[]> = { started: [], ended: [], collected: [] };
  const durations = new Map<PendingTier, number[]>(PENDING_TIERS.map((tier) => [tier, []]));
  const due = new Map<number, DueOutputs>();
  const lost: ReportedMember[] = [];
  const bytes = { total: 0, restored: 0 };
  const addTimes = ({
    status,
    statusSince,
    creationDate,
    completionDate,
  }: ReportedMember): void => {
    times.started.push(Date.parse(creationDate ?? completionDate ?? statusSince));
    if (status !== 'InProgress') times.ended.push(Date.parse(completionDate ?? statusSince));
    if (status === 'Collected') times.collected.push(Date.parse(statusSince));
  };
  const addDuration = (job: ReportedMember): void => {
    const durationMs = Date.parse(job.completionDate ?? '') - Date.parse(job.creationDate ?? '');
    if (!Number.isNaN(durationMs)) durations.get(pendingTier(job))?.push(Math.max(0, durationMs));
  };
  const addDue = (expiresAt: Instant, size: number): void => {
    const byMs = Math.floor(Date.parse(expiresAt) / DUE_MS) * DUE_MS;
    const by = new Date(byMs).toISOString();
    const known = due.get(byMs) ?? { outputs: 0, bytes: 0 };
    due.set(byMs, { by, outputs: known.outputs + 1, bytes: known.bytes + size });
  };
  return {
    /** Adds a member. */
    add: (job: ReportedMember): void => {
      const { status, archiveSizeInBytes: size = 0, outputExpiresAt } = job;
      const isRestored = RESTORED.includes(status);
      counts[status] = (counts[status] ?? 0) + 1;
      bytes.total += size;
      addTimes(job);
      if (isRestored) {
        bytes.restored += size;
        addDuration(job);
      } else if (status !== 'InProgress' && lost.length < MOST_LOST) lost.push(job);
      const isReady = isRestored && status !== 'Collected';
      if (isReady && outputExpiresAt !== undefined) addDue(outputExpiresAt, size);
    },
    /** Returns the report of the members so far. */
    result: (group: Group, at: Instant): GroupReport => ({
      ...{ group, at, counts, bytes, lost },
      progress: drawProgress(times, at),
      durations: [...durations]
        .filter(([, all]) => all.length > 0)
        .map(([tier, all]) => ({ tier, ...summarizeDelays(all) })),
      due: [...due.values()].toSorted((one, other) => (one.by < other.by ? -1 : 1)),
    }),
  };
};

const POINTS = 60;

type Times<All = readonly number[]> = Readonly<Record<'started' | 'ended' | 'collected', All>>;

/** Counts what had happened at evenly spaced instants, from the first start to now. */
const drawProgress = (times: Times, at: Instant): readonly ProgressPoint[] => {
  const to = Date.parse(at);
  const from = times.started.reduce((least, ms) => Math.min(least, ms), to);
  if (from === to) return [];
  const countUpTo = (all: readonly number[], ms: number): number =>
    all.reduce((count, one) => (one <= ms ? count + 1 : count), 0);
  return Array.from({ length: POINTS + 1 }, (_, index) => {
    const ms = Math.round(from + (index * (to - from)) / POINTS);
    return {
      at: new Date(ms).toISOString(),
      started: countUpTo(times.started, ms),
      ended: countUpTo(times.ended, ms),
      collected: countUpTo(times.collected, ms),
    };
  });
};
