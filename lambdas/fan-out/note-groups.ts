import type { Log, MetricsOf } from '../core/function/telemetry.ts';
import type { GroupOpener } from '../core/group/ports.ts';
import { createRowCache } from '../core/row-cache.ts';

/** Opens the groups of announced members, or notes in them that members move. */
export type NoteGroups = (groups: readonly string[]) => Promise<void>;

/** What groups are noted with. */
export interface NoteGroupsDeps {
  readonly opener: GroupOpener;
  /** The time in epoch milliseconds. */
  readonly nowMs: () => number;
  readonly log: Log;
  readonly metrics: MetricsOf<'fan-out'>;
}

const EVERY_MS = 60_000;

/**
 * Creates what notes groups, each at most once a minute.
 *
 * Never throws: a group that cannot be noted is noted with the next batch, and holds up no announcement.
 */
export const createNoteGroups = ({ opener, nowMs, log, metrics }: NoteGroupsDeps): NoteGroups => {
  const noted = createRowCache<true>({ maxAgeMs: EVERY_MS, nowMs });
  const missed = new Set<string>();
  const note = async (group: string) => {
    try {
      await opener.note(group, new Date(nowMs()).toISOString());
      noted.keep(group, true);
      missed.delete(group);
    } catch (error) {
      missed.add(group);
      metrics.count('GroupNoteFailed');
      log.error('group.note-failed', error, { group });
    }
  };
  return async (groups) => {
    const due = [...new Set([...groups, ...missed])].filter((group) => !noted.find(group));
    await Promise.all(due.map(note));
  };
};
