import type { SandboxSchedule } from '../../sources/schedule.ts';
import type { ChaosRun } from '../chaos-run.ts';
import { createDraws, type Draws } from '../draws.ts';
import { repeatWhileRough } from './repeat.ts';

const LONG_OUTAGE_TICKS = 40;

/** Drops and doubles ticks of the schedules; once Scheduler is out for longer. */
export const unsettleSchedules = (run: ChaosRun): void => {
  const { scale, sandbox, log, agenda, startedAt } = run;
  const draws = createDraws(scale.seed, 'schedules');
  const everyMs = scale.roughSpanMs / 40;
  repeatWhileRough(run, { draws, everyMs }, () => {
    for (const named of sandbox.schedules) unsettle(run, draws, named);
  });
  if (scale.isBrief) return;
  agenda.plan(startedAt + draws.between(0.1, 0.8) * scale.roughSpanMs, () => {
    log.add('schedules out', `${LONG_OUTAGE_TICKS} minutes`);
    sandbox.schedules.get('Poller/Schedule')?.skip(LONG_OUTAGE_TICKS);
    sandbox.schedules.get('Redeliver/Schedule')?.skip(LONG_OUTAGE_TICKS);
    return Promise.resolve();
  });
};

const unsettle = (
  { log, scale }: ChaosRun,
  draws: Draws,
  [path, schedule]: readonly [string, SandboxSchedule],
): void => {
  const isSweep = path.includes('Sweep');
  // What is dropped adds up, and a sweep is rare: some must be left, in a brief run all.
  if (isSweep && !draws.chance(0.2)) return;
  const ticks = isSweep ? 1 : draws.whole(1, 4);
  const isDropped = draws.chance(0.5) && !(isSweep && scale.isBrief);
  if (isDropped) schedule.skip(ticks);
  else schedule.double(ticks);
  log.add(isDropped ? 'schedule dropped' : 'schedule doubled', `${path} ${ticks} ticks`);
};
