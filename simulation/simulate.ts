import { deployFunctions, type Functions } from './functions/deploy.ts';
import { readDeployment } from './functions/deployment.ts';
import { createGroupPrograms } from './groups/group-programs.ts';
import type { Broken } from './invariants/checks.ts';
import { createChecks } from './invariants/create-checks.ts';
import { withStory } from './invariants/story.ts';
import { startOperator } from './programs/operator.ts';
import { createOwner } from './programs/owner.ts';
import { startJobs, VAULT_ARNS } from './programs/start-jobs.ts';
import { LATE_SUBSCRIBER, SUBSCRIBERS } from './programs/subscribers.ts';
import { createService, type Service } from './service.ts';
import { invokeAsync } from './sources/async-invocation.ts';
import { startSchedule } from './sources/schedule.ts';
import { createWorld, START_MS } from './world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const GROUP_SHARE = 0.4;
/** How often a request has a fault. */
const FAULT_RATE = 0.01;

/** What to simulate. */
export interface Simulation {
  readonly seed: number;
  readonly jobs: number;
  /** Which part of the jobs may be members of groups. @default 0.4 */
  readonly share?: number | undefined;
  /** Changes the service before its functions are deployed; the first broken invariant then ends the run. */
  readonly plant?: ((service: Service) => void) | undefined;
  /** Prints the life of one job, by its number. */
  readonly story?: { readonly job: number; readonly print: (line: string) => void };
  /** Hears how far the run is, at each of its steps. */
  readonly onProgress?:
    | ((settled: number, virtualDays: number, broken: number) => void)
    | undefined;
}

/** What a simulation has shown. */
export interface SimulationResult {
  readonly broken: readonly Broken[];
  /** The SHA-256 of everything that happened, in its order. */
  readonly trace: string;
  readonly faults: ReadonlyMap<string, number>;
  readonly virtualDays: number;
  readonly groups: number;
  readonly members: number;
}

/**
 * Runs the functions of a deployment on simulated services until every job is settled.
 *
 * The same simulation gives the same trace, whatever the machine.
 */
export const simulate = async (simulation: Simulation): Promise<SimulationResult> => {
  const { seed, jobs, plant, onProgress, share = GROUP_SHARE } = simulation;
  const world = createWorld({ seed, faultRate: FAULT_RATE });
  const { time } = world;
  const subscribers = [...SUBSCRIBERS, LATE_SUBSCRIBER];
  const checks = withStory(createChecks(subscribers, time.nowMs), {
    jobId: `job-${simulation.story?.job}`,
    nowMs: time.nowMs,
    print: simulation.story?.print ?? (() => undefined),
  });
  const service = createService({
    world,
    deployment: readDeployment({}),
    listener: {
      ...checks,
      onOperatorEvent: (event) => {
        checks.onOperatorEvent(event);
        onOperatorEvent(event);
      },
      onPublished: (eventId, body) => {
        checks.onPublished(eventId, body);
        groups.onEvent(body);
      },
    },
    vaultArns: VAULT_ARNS,
    endpoints: SUBSCRIBERS,
    // Even few jobs need several pages.
    pageEntries: Math.min(1000, Math.ceil(jobs / 20)),
  });
  plant?.(service);
  const onOperatorEvent = startOperator(service);
  const functions = deployFunctions(service, checks);
  startSchedules(functions, service);
  const groups = createGroupPrograms(service, checks.groups, { jobs, share });
  const owner = createOwner(service);
  const countOver = startJobs(jobs, groups, { service, ...functions, checks, owner });
  const isFound = () => plant !== undefined && checks.broken.length > 0;
  const virtualDays = () => (time.nowMs() - START_MS) / DAY_MS;
  await time.runUntil(Number.POSITIVE_INFINITY, () => {
    onProgress?.(countOver(), virtualDays(), checks.broken.length);
    return (countOver() === jobs && groups.areOver()) || isFound();
  });
  return {
    broken: checks.broken,
    trace: world.trace.digest(),
    faults: world.faults.counts.byKind,
    virtualDays: virtualDays(),
    ...groups.count(),
  };
};

const startSchedules = (
  { poller, redeliver, groupMonitor }: Functions,
  { world: { time, faults }, deployment }: Service,
): void => {
  const timesToFire = () => {
    if (faults.happens('tick skipped', 0.01)) return 0;
    return faults.happens('tick doubled', 0.01) ? 2 : 1;
  };
  const settings = { ...deployment.asyncOf('Poller'), time };
  const start = (everyMs: number, fire: (tick: string) => void) =>
    startSchedule({ everyMs, time, timesToFire, fire });
  start(MINUTE_MS, (tick) => void invokeAsync(poller, { tick }, settings));
  start(60 * MINUTE_MS, (sweep) => void invokeAsync(poller, { sweep }, settings));
  start(MINUTE_MS, () => void invokeAsync(redeliver, {}, settings));
  start(MINUTE_MS, () => void invokeAsync(groupMonitor, {}, settings));
};
