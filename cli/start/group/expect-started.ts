import { randomBytes } from 'node:crypto';
import type { GroupDeps } from '../../../operations/groups/change.ts';
import { expectStart } from '../../../operations/groups/expect.ts';
import { groupLine, isStarted } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';

/** A start from a list of archives, which are members of a group. */
export interface MemberStart {
  readonly group: string;
  readonly deps: GroupDeps;
  readonly journal: Journal;
}

/**
 * Has a group expect the archives that this start has started, and those that it is about to start.
 *
 * The journal keeps the id of the start, so that a resumed run adds nothing twice.
 */
export const expectStarted = async (
  { group, deps, journal }: MemberStart,
  archiveIds: readonly string[],
): Promise<void> => {
  const archiveId = groupLine(group);
  const start = journal.known.get(archiveId)?.jobId ?? randomBytes(6).toString('base64url');
  if (!journal.known.has(archiveId)) {
    journal.note({ archiveId, state: 'tracked', at: deps.now(), jobId: start });
  }
  const started = [...journal.known.values()].filter(isStarted).map((entry) => entry.archiveId);
  const count = new Set([...started, ...archiveIds]).size;
  await expectStart(deps, group, { start, count });
};
