import type { Group, MemberCounts } from '../../lambdas/core/group/group.ts';
import { type Instant, plusHours } from '../../lambdas/core/instant.ts';
import {
  PENDING_TIERS,
  type PendingTier,
  pendingTier,
  type Status,
} from '../../lambdas/core/job/status.ts';
import { type DelayStats, summarizeDelays } from '../jobs/stats.ts';
import { type Pace, paceOf, progressOf } from './progress.ts';

/** What a report needs of a member; see the adapter `report-members.ts`. */
export interface ReportedMember {
  readonly vaultArn: string;
  readonly jobId: string;
  readonly status: Status;
  readonly statusSince: Instant;
  readonly action?: string | undefined;
  readonly tier?: string | undefined;
  readonly archiveId?: string | undefined;
  readonly archiveSizeInBytes?: number | undefined;
  readonly statusMessage?: string | undefined;
  readonly creationDate?: Instant | undefined;
  readonly completionDate?: Instant | undefined;
  readonly collectedAt?: Instant | undefined;
  readonly outputExpiresAt?: Instant | undefined;
}

/** Outputs that must be fetched before an instant: the first of them expires then or soon after. */
export interface DueOutputs {
  readonly by: Instant;
  readonly outputs: number;
  readonly bytes: number;
}

/** How many members had reached a step at an instant. */
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
  /** That of the last 24 hours. */
  readonly pace?: Pace | undefined;
  /** From initiation to completion. */
  readonly durations: readonly (DelayStats & { readonly tier: PendingTier })[];
  /** The first of those that failed or expired. */
  readonly lost: readonly ReportedMember[];
  readonly due: readonly DueOutputs[];
}

/** Up to this number of failed and expired jobs are listed. */
export const MOST_LOST = 200;

const HOUR_MS = 3_600_000;
const RESTORED: readonly Status[] = ['Succeeded', 'Expiring', 'Collected'];

/** Collects members for a report: kept are a few numbers of each, and at most 200 members. */
export const createReportCounter = () => {
  const counts: Record<string, number> = {};
  const times: Record<'started' | 'ended' | 'collected', number[]> = {
    started: [],
    ended: [],
    collected: [],
  };
  const durations = new Map<PendingTier, number[]>(PENDING_TIERS.map((tier) => [tier, []]));
  const expiries: Expiry[] = [];
  const lost: ReportedMember[] = [];
  const bytes = { total: 0, restored: 0 };
  const addTimes = (job: ReportedMember): void => {
    const { status, statusSince, creationDate, completionDate, collectedAt } = job;
    if (creationDate !== undefined) times.started.push(Date.parse(creationDate));
    if (status === 'InProgress') return;
    times.ended.push(Date.parse(completionDate ?? statusSince));
    if (status === 'Collected') times.collected.push(Date.parse(collectedAt ?? statusSince));
  };
  const addOutput = (job: ReportedMember): void => {
    const { status, archiveSizeInBytes: size = 0, creationDate, completionDate } = job;
    bytes.restored += size;
    if (creationDate !== undefined && completionDate !== undefined) {
      const durationMs = Date.parse(completionDate) - Date.parse(creationDate);
      durations.get(pendingTier(job))?.push(Math.max(0, durationMs));
    }
    if (status === 'Collected' || job.outputExpiresAt === undefined) return;
    expiries.push({ atMs: Date.parse(job.outputExpiresAt), bytes: size });
  };
  return {
    /** Adds a member. */
    add: (job: ReportedMember): void => {
      const { status, archiveSizeInBytes: size = 0 } = job;
      counts[status] = (counts[status] ?? 0) + 1;
      bytes.total += size;
      addTimes(job);
      if (RESTORED.includes(status)) addOutput(job);
      else if (status !== 'InProgress' && lost.length < MOST_LOST) lost.push(job);
    },
    /** Returns the report of the members so far. */
    result: (group: Group, at: Instant): GroupReport => {
      const progress = drawProgress(times, at);
      const { total, ended } = progressOf(counts, group);
      const recent = progress.find((point) => point.at >= plusHours(at, -24));
      return {
        ...{ group, at, counts, bytes, lost, progress },
        pace: recent && paceOf([recent, { at, ended }], total - ended),
        durations: [...durations]
          .filter(([, all]) => all.length > 0)
          .map(([tier, all]) => ({ tier, ...summarizeDelays(all) })),
        due: groupExpiries(expiries),
      };
    },
  };
};

const POINTS = 96;

type Times = Readonly<Record<'started' | 'ended' | 'collected', readonly number[]>>;

/** Sums up what had happened at evenly spaced instants, from the first event to now. */
const drawProgress = (times: Times, at: Instant): readonly ProgressPoint[] => {
  const to = Date.parse(at);
  const from = [times.started, times.ended].flat().reduce((least, ms) => Math.min(least, ms), to);
  const step = (to - from) / POINTS;
  if (step === 0) return [];
  const sums = (all: readonly number[]): readonly number[] => {
    const totals = Array.from({ length: POINTS + 1 }, () => 0);
    for (const ms of all) {
      const index = Math.min(POINTS, Math.max(0, Math.ceil((ms - from) / step)));
      totals[index] = (totals[index] ?? 0) + 1;
    }
    let sum = 0;
    return totals.map((count) => {
      sum += count;
      return sum;
    });
  };
  const [started, ended, collected] = [times.started, times.ended, times.collected].map(sums);
  return Array.from({ length: POINTS + 1 }, (_, index) => ({
    at: new Date(from + index * step).toISOString(),
    started: started?.[index] ?? 0,
    ended: ended?.[index] ?? 0,
    collected: collected?.[index] ?? 0,
  }));
};

interface Expiry {
  readonly atMs: number;
  readonly bytes: number;
}

const MOST_DUE = 8;
const WIDTHS_HOURS = [1, 2, 3, 4, 6, 8, 12, 24, 48];
const MOST_WIDTH_HOURS = 8760;

/** Groups outputs by the hours in which they expire, in at most eight groups where they expire within two weeks. */
const groupExpiries = (expiries: readonly Expiry[]): readonly DueOutputs[] => {
  const sorted = expiries.toSorted((one, other) => one.atMs - other.atMs);
  const spanMs = (sorted.at(-1)?.atMs ?? 0) - (sorted[0]?.atMs ?? 0);
  const isWide = (hours: number) => spanMs < (MOST_DUE - 1) * hours * HOUR_MS;
  const widthMs = (WIDTHS_HOURS.find(isWide) ?? MOST_WIDTH_HOURS) * HOUR_MS;
  const groups = new Map<number, DueOutputs>();
  for (const { atMs, bytes } of sorted) {
    const byMs = Math.floor(atMs / widthMs) * widthMs;
    const { outputs = 0, bytes: sum = 0 } = groups.get(byMs) ?? {};
    const by = new Date(byMs).toISOString();
    groups.set(byMs, { by, outputs: outputs + 1, bytes: sum + bytes });
  }
  return [...groups.values()];
};
