import type { Sandbox } from '../sandbox.ts';
import type { Agenda } from '../time/agenda.ts';
import type { ChaosEvidence } from './chaos-evidence.ts';
import type { ChaosScale } from './chaos-scale.ts';
import type { FaultPhase } from './detour/weather.ts';
import type { FaultLog } from './fault-log.ts';

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
