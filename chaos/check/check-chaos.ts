import type { ChaosRecords, Invariant, Violation } from './chaos-records.ts';
import { announced, delivered, signed } from './event-invariants.ts';
import { legalPath, truthful } from './job-invariants.ts';
import { nothingForeign, nothingLost, unreadableKept } from './kept-invariants.ts';
import { operatorNotified, triedToTheEnd } from './refusal-invariants.ts';
import { nothingStuck } from './stuck-invariant.ts';

/** What must hold after every run. */
export const INVARIANTS: readonly Invariant[] = [
  legalPath,
  truthful,
  announced,
  delivered,
  signed,
  triedToTheEnd,
  operatorNotified,
  nothingStuck,
  nothingLost,
  nothingForeign,
  unreadableKept,
];

/** Checks a finished run against every invariant. */
export const checkChaos = (records: ChaosRecords): readonly Violation[] =>
  INVARIANTS.flatMap(({ name, check }) =>
    check(records).map((found) => ({ invariant: name, ...found })),
  );
