import type { SandboxSchedule } from '../../sandbox/sources/schedule.ts';
import { createRng, type Rng } from '../rng.ts';
import type { ChaosRun } from '../run.ts';
import { repeatWhileFaulty } from './repeat-while-faulty.ts';

const LONG_OUTAGE_TICKS = 40;

/** Drops and doubles ticks of the schedules; once Scheduler is out for longer. */
export const disruptSchedules = (run: ChaosRun): void => {
  const { scale, sandbox, log, agenda, startedAt } = run;
  const random = createRng(scale.seed, 'schedules');
  const everyMs = scale.faultySpanMs / 40;
  repeatWhileFaulty(run, { random, everyMs }, () => {
    for (const named of sandbox.schedules) disrupt(run, random, named);
  });
  if (scale.isBrief) return;
  agenda.plan(startedAt + random.between(0.1, 0.8) * scale.faultySpanMs, () => {
    log.add('schedules out', `${LONG_OUTAGE_TICKS} minutes`);
    sandbox.schedules.get('Poller/Schedule')?.skip(LONG_OUTAGE_TICKS);
    sandbox.schedules.get('Redeliver/Schedule')?.skip(LONG_OUTAGE_TICKS);
  });
};

const disrupt = (
  { log, scale }: ChaosRun,
  random: Rng,
  [path, schedule]: readonly [string, SandboxSchedule],
): void => {
  const isSweep = path.includes('Sweep');
  // What is dropped adds up, and a sweep is rare: some must be left, in a brief run all.
  if (isSweep && !random.chance(0.2)) return;
  const ticks = isSweep ? 1 : random.whole(1, 4);
  const isDropped = random.chance(0.5) && !(isSweep && scale.isBrief);
  if (isDropped) schedule.skip(ticks);
  else schedule.double(ticks);
  log.add(isDropped ? 'schedule dropped' : 'schedule doubled', `${path} ${ticks} ticks`);
};
