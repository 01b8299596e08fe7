import type { Job } from '../../lambdas/core/job/job.ts';
import type { GroupRowChange } from '../groups/groups-table.ts';
import type { TrueJob } from '../ports/glacier.ts';
import { followMember, type GroupLife, groupEventOf, newGroupLife } from './group-lives.ts';
import { findWrongChange, isUnreminded } from './group-rules.ts';
import type { SeenEvent } from './lives.ts';

/** Hears of groups, and finds what must not be. */
export interface GroupChecks {
  /** Hears that a group begins. */
  readonly start: (group: string) => void;
  /** Hears that a command, or jobs that no command has announced, may change how many members there are. */
  readonly onCommand: (group: string) => void;
  /** Hears how many members a command has set, and whether that is the true number. */
  readonly onExpected: (group: string, expected: { total: number; isTrue: boolean }) => void;
  readonly onStarted: (job: TrueJob) => void;
  readonly onJobChange: (row: Job) => void;
  readonly onGroupChange: (change: GroupRowChange) => void;
  /** Finds the event of a body, if a change was recorded that it announces. */
  readonly eventOf: (eventId: string, body: string) => SeenEvent | undefined;
  /** Finds whether the output of a settled member expired without a reminder of its group. */
  readonly checkReminder: (row: Job) => void;
  /** Whether nothing of a group is missing any more. */
  readonly isSettled: (group: string) => boolean;
  /** Checks a group that must be over, forgets it, and gives the ids of its events. */
  readonly settle: (group: string) => readonly string[];
}

/** Finds the endpoints that must get an event of a group. */
export type FindGroupOwed = (group: string, publishedMs: number) => readonly string[];

/** Creates checks of groups that find nothing yet. */
export const createGroupChecks = (
  findOwed: FindGroupOwed,
  nowMs: () => number,
  report: (invariant: string, of: string) => void,
): GroupChecks => {
  const lives = new Map<string, GroupLife>();
  const find = (group = ''): GroupLife | undefined => lives.get(group);
  return {
    start: (group) => void lives.set(group, newGroupLife()),
    onCommand: (group) => {
      const life = find(group);
      if (life) life.expected = undefined;
    },
    onExpected: (group, { total, isTrue }) => {
      const life = find(group);
      if (life === undefined) return;
      life.expected = total;
      life.isGuessed ||= !isTrue;
      life.askedMs = nowMs();
    },
    onStarted: (job) => void find(job.group)?.members.set(job.jobId, { job }),
    onJobChange: (row) => {
      const life = find(row.group);
      if (life) followMember(life, row, nowMs());
    },
    onGroupChange: (change) => {
      const { after, entry } = change;
      const life = find(after.group);
      if (life === undefined) return;
      for (const wrong of findWrongChange(life, change, nowMs())) report(wrong, after.group);
      life.row = after;
      if (entry === undefined) return;
      life.entries.set(entry.sequence, entry);
      if (entry.change === 'reopened') life.askedMs = nowMs();
      if (entry.change === 'expiring') life.expiringMs.push(Date.parse(entry.at));
    },
    eventOf: (eventId, body) => groupEventOf(lives, eventId, body),
    checkReminder: (row) => {
      const life = find(row.group);
      if (life === undefined || !isUnreminded(life, row)) return;
      report('an output expired without the reminder of its group', row.jobId);
    },
    isSettled: (group) => findLoss(group, find(group), findOwed).length === 0,
    settle: (group) => {
      const life = find(group);
      lives.delete(group);
      for (const reason of findLoss(group, life, findOwed)) report(reason, group);
      return [...(life?.events.values() ?? [])].map(({ id }) => id);
    },
  };
};

const findLoss = (
  group: string,
  life: GroupLife | undefined,
  findOwed: FindGroupOwed,
): readonly string[] => {
  // A group none of whose jobs was ever recorded needs no row.
  const members = [...(life?.members.values() ?? [])];
  const isKnown = members.some(({ pendingSince, endedAt }) => pendingSince ?? endedAt);
  if (life?.row === undefined) return isKnown ? ['a group was never opened'] : [];
  const lost = [...life.entries].flatMap(([sequence, { change }]) => {
    if (change === 'reopened') return [];
    const event = life.events.get(sequence);
    if (event?.publishedMs === undefined) return [`a group's ${change} was not announced`];
    return findOwed(group, event.publishedMs)
      .filter((endpointId) => !event.settledFor.has(endpointId))
      .map((endpointId) => `${endpointId} did not get a group's ${change}`);
  });
  return life.row.state === 'open' ? ['a group stays open', ...lost] : lost;
};
