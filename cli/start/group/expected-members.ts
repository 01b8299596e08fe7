import { randomUUID } from 'node:crypto';
import type { GroupDeps } from '../../../operations/groups/change.ts';
import { type Addition, addExpected } from '../../../operations/groups/expect.ts';
import { groupLine, isStarted, type JournalEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';

/** A start of members of a group. */
export interface MemberStart {
  readonly group: string;
  readonly deps: GroupDeps;
  readonly journal: Journal;
  /** Whether the number of archives is announced, although that of the group is not known yet. */
  readonly isList: boolean;
}

/** Keeps the expected number of a group in step with a start. */
export interface ExpectedMembers {
  /** Opens the group and adds the archives that no earlier run of this start has added. */
  announce(archiveIds: readonly string[]): Promise<void>;
  /** Takes back those for which no job was started. */
  correct(): Promise<void>;
}

/**
 * Creates what adds a start's archives to the expected number of its group.
 *
 * The journal has each addition before and after it is made, and the group's row remembers its id: a
 * resumed run adds nothing twice, wherever the earlier one stopped.
 */
export const createExpectedMembers = (start: MemberStart): ExpectedMembers => {
  const { group, deps, journal, isList } = start;
  const name = groupLine(group);
  const add = async (entry: JournalEntry): Promise<void> => {
    const { jobId: id = '', adds: count = 0 } = entry;
    const addition: Addition = { id, count, isOnlyIfKnown: !isList };
    await addExpected(deps, group, addition);
    journal.note({ ...entry, state: 'tracked' });
  };
  const expect = async (total: number): Promise<void> => {
    const known = journal.known.get(name);
    if (known?.state === 'starting') await add(known);
    const adds = total - (known?.expects ?? 0);
    if (adds === 0 && known !== undefined) return;
    const entry = { archiveId: name, at: deps.now(), jobId: randomUUID(), expects: total, adds };
    journal.note({ ...entry, state: 'starting' });
    await add({ ...entry, state: 'starting' });
  };
  const started = () => [...journal.known.values()].filter(isStarted);
  return {
    announce: (archiveIds) =>
      expect(new Set([...started().map(({ archiveId }) => archiveId), ...archiveIds]).size),
    correct: () => expect(started().length),
  };
};
