import type { ChaosRecords, Invariant, Violation } from './chaos-records.ts';
import { announced, delivered, signed } from './event-invariants.ts';
import {
  nothingForeign,
  nothingLost,
  nothingStuck,
  unreadableKept,
} from './final-state-invariants.ts';
import { foundInTime, known, rightlyExpired, truthful } from './ledger-invariants.ts';
import { operatorNotified } from './operator-invariants.ts';
import { legalPath, recordedOnce } from './path-invariants.ts';
import { triedToTheEnd } from './refusal-invariants.ts';

/** What must hold after every run. */
export const INVARIANTS: readonly Invariant[] = [
  known,
  legalPath,
  recordedOnce,
  announced,
  delivered,
  signed,
  triedToTheEnd,
  operatorNotified,
  foundInTime,
  truthful,
  rightlyExpired,
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
