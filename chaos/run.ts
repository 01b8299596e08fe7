import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Agenda } from '../sandbox/time/agenda.ts';
import type { ChaosEvidence } from './evidence.ts';
import type { FaultLog } from './faults/fault-log.ts';
import type { FaultPhase } from './proxy/fault-phase.ts';
import type { ChaosScale } from './scale.ts';

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

/** Checks whether things still break. */
export const isFaulty = ({ scale, sandbox, startedAt }: ChaosRun): boolean =>
  sandbox.clock.now() < startedAt + scale.faultySpanMs;
