import * as z from 'zod/mini';
import type { GroupEntry } from '../../lambdas/core/group/entry.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { parseJson } from '../../lambdas/core/json.ts';
import type { TrueJob } from '../ports/glacier.ts';
import { newEvent, type SeenEvent } from './lives.ts';

/** A pending member that was recorded for this long was there for every check to see. */
const LONG_MS = 10 * 60_000;

/** A member by Glacier's ledger, and since when its row is pending and not any more. */
export interface Member {
  readonly job: TrueJob;
  pendingSince?: number;
  endedAt?: number;
}

/** What is known of one group. */
export interface GroupLife {
  readonly members: Map<string, Member>;
  row?: Group;
  /** The recorded changes and their events, by position. */
  readonly entries: Map<number, GroupEntry>;
  readonly events: Map<number, SeenEvent>;
  /** What the last command has set; `undefined`: nothing, or a command is under way. */
  expected: number | undefined;
  /** Whether the expected number was ever set without knowing all members. */
  isGuessed: boolean;
  /** When the row of a member last ended, and of one that was pending for long. */
  lastEndMs: number;
  lastLongEndMs: number;
  /** When a command or a reopening last asked for more. */
  askedMs: number;
  readonly expiringMs: number[];
}

/** Creates a group of which nothing is known. */
export const newGroupLife = (): GroupLife => ({
  members: new Map(),
  entries: new Map(),
  events: new Map(),
  expected: undefined,
  isGuessed: false,
  lastEndMs: 0,
  lastLongEndMs: 0,
  askedMs: 0,
  expiringMs: [],
});

/** Follows the row of a member. */
export const followMember = (life: GroupLife, { jobId, status }: Job, nowMs: number): void => {
  const member = life.members.get(jobId);
  if (member === undefined || member.endedAt !== undefined) return;
  if (status === 'InProgress') {
    member.pendingSince ??= nowMs;
    return;
  }
  member.endedAt = nowMs;
  life.lastEndMs = nowMs;
  if (nowMs - (member.pendingSince ?? nowMs) >= LONG_MS) life.lastLongEndMs = nowMs;
};

const Body = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({ group: z.string(), openedAt: z.string(), sequence: z.number() }),
});

/** Finds the event of a body, if a change of that group was recorded that it announces. */
export const groupEventOf = (
  lives: ReadonlyMap<string, GroupLife>,
  eventId: string,
  text: string,
): SeenEvent | undefined => {
  const { success, data: body } = Body.safeParse(parseJson(text));
  if (!success || body.id !== eventId) return undefined;
  const { group, openedAt, sequence } = body.data;
  const life = lives.get(group);
  const entry = life?.entries.get(sequence);
  const isOurs = entry?.openedAt === openedAt && body.type === `glacier.group.${entry.change}`;
  if (life === undefined || !isOurs) return undefined;
  const known = life.events.get(sequence) ?? newEvent(eventId, text);
  life.events.set(sequence, known);
  return known.id === eventId ? known : undefined;
};
