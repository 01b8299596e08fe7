import { type Instant, plusHours } from '../core/instant.ts';
import type { VaultLesson } from '../core/poll-way.ts';

const LESSON_HOURS = 6;
const MOST_VAULTS = 10_000;

/**
 * What looks at vaults have taught, by the vault's ARN.
 *
 * It is kept in memory alone: a poller that has forgotten it makes a few calls more, and finds the same.
 */
export interface VaultLessons {
  /** Nothing, when it is unknown or too old. */
  readonly recall: (vaultArn: string, now: Instant) => VaultLesson;
  /** Adds to what is known. */
  readonly learn: (vaultArn: string, lesson: VaultLesson, now: Instant) => void;
}

/** Creates an empty memory. */
export const createVaultLessons = (): VaultLessons => {
  const lessons = new Map<string, { readonly until: Instant; readonly lesson: VaultLesson }>();
  const valid = (vaultArn: string, now: Instant) => {
    const kept = lessons.get(vaultArn);
    return kept !== undefined && kept.until > now ? kept : undefined;
  };
  return {
    recall: (vaultArn, now) => valid(vaultArn, now)?.lesson ?? {},
    learn: (vaultArn, lesson, now) => {
      const kept = valid(vaultArn, now);
      if (lessons.size >= MOST_VAULTS) lessons.clear();
      // A list that was found long may be short again: how long it is has to be learned anew.
      const until = kept?.until ?? plusHours(now, LESSON_HOURS);
      lessons.set(vaultArn, { until, lesson: { ...kept?.lesson, ...lesson } });
    },
  };
};
