import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Agenda } from '../sandbox/time/agenda.ts';
import type { ChaosEvidence } from './evidence.ts';
import type { FaultLog } from './faults/fault-log.ts';
import type { FaultPhase } from './proxy/draw-fault.ts';

/** How much is played; the seed determines all random values. */
export interface ChaosScale {
  readonly seed: number;
  readonly jobs: number;
}

/** A run that is being played, and all that its parts share. */
export interface ChaosRun {
  readonly scale: ChaosScale;
  readonly sandbox: Sandbox;
  /** What is going to be done to the sandbox, and when. */
  readonly agenda: Agenda;
  readonly phase: FaultPhase;
  readonly log: FaultLog;
  readonly evidence: ChaosEvidence;
  /** The virtual instant at which it began. */
  readonly startedAt: number;
}

/** Spans of virtual time: jobs start and end, then what is still on its way arrives. */
export const MINUTE_MS = 60_000;
export const START_SPAN_MS: number = 20 * MINUTE_MS;
export const FAULTY_SPAN_MS: number = 45 * MINUTE_MS;
export const WHOLE_SPAN_MS: number = 120 * MINUTE_MS;

/** The waits between the attempts of a delivery: longer than any outage, over before a run ends. */
export const RETRY_SCHEDULE_SECONDS: readonly number[] = [5, 30, 120, 300, 1200];

/** The vaults of a run; the notices of the last one are all lost. */
export const VAULTS = ['photos', 'backups', 'tax-2026', 'silent'] as const;
