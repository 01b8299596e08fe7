import type { RefusedEntry } from '../../lambdas/core/event/topic.ts';
import type { Faults } from '../world.ts';

/** Takes the entries of batch requests one by one; some may be refused while others are taken. */
export const takeEach =
  <Entry>({ happens }: Faults, take: (entry: Entry) => void) =>
  (entries: readonly Entry[]): Promise<readonly RefusedEntry[]> =>
    Promise.resolve(
      entries.flatMap((entry, index) => {
        if (happens('entry refused', 0.002)) {
          return [{ index, reason: 'InternalFailure', isEntryFault: false }];
        }
        take(entry);
        return [];
      }),
    );
