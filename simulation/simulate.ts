import { deployFunctions, type Functions } from './functions/deploy.ts';
import { readDeployment } from './functions/deployment.ts';
import type { Broken } from './invariants/checks.ts';
import { createChecks } from './invariants/create-checks.ts';
import { planJob } from './programs/job-plan.ts';
import { createOwner } from './programs/owner.ts';
import { playJob } from './programs/play-job.ts';
import { createStack } from './programs/stack.ts';
import { SUBSCRIBERS } from './programs/subscribers.ts';
import { createService, type Service } from './service.ts';
import { invokeAsync } from './sources/async-invocation.ts';
import { startSchedule } from './sources/schedule.ts';
import { withStory } from './story.ts';
import { createWorld, START_MS, type World } from './world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** What to simulate. */
export interface Simulation {
  readonly seed: number;
  readonly jobs: number;
  /** How many jobs start on a day. @default 20,000 */
  readonly jobsPerDay?: number;
  /** How often a request has a fault. @default 0.01 */
  readonly faultRate?: number;
  /** Changes the service before its functions are deployed; the first broken invariant then ends the run. */
  readonly plant?: ((service: Service) => void) | undefined;
  /** Prints the life of one job, by its number. */
  readonly story?: { readonly job: number; readonly print: (line: string) => void };
  /** Hears how many jobs are settled and how many invariants are broken, now and then. */
  readonly onProgress?: (settled: number, broken: number) => void;
}

/** What a simulation has shown. */
export interface SimulationResult {
  readonly broken: readonly Broken[];
  /** The SHA-256 of everything that happened, in its order. */
  readonly trace: string;
  readonly faults: ReadonlyMap<string, number>;
  readonly virtualDays: number;
}

const VAULTS = ['photos', 'films', 'film-scans', 'ledgers', 'backups', 'logs', 'maps', 'music'];
const VAULT_ARNS = VAULTS.map((name) => `arn:aws:glacier:eu-west-1:123456789012:vaults/${name}`);

/**
 * Runs the functions of a deployment on simulated services until every job is settled.
 *
 * The same simulation gives the same trace, whatever the machine.
 */
export const simulate = async (simulation: Simulation): Promise<SimulationResult> => {
  const { seed, jobs, jobsPerDay = 20_000, faultRate = 0.01, plant } = simulation;
  const world = createWorld({ seed, faultRate });
  const deployment = readDeployment({ vaults: VAULTS, trackInitiateJob: true });
  const checks = withStory(createChecks(SUBSCRIBERS), {
    jobId: `job-${simulation.story?.job}`,
    nowMs: world.time.nowMs,
    print: simulation.story?.print ?? (() => undefined),
  });
  const service = createService({
    world,
    deployment,
    listener: checks,
    vaultArns: VAULT_ARNS,
    endpoints: SUBSCRIBERS,
  });
  plant?.(service);
  const functions = deployFunctions(service, checks);
  startSchedules(functions, world);
  const deps = { service, ...functions, checks, owner: createOwner(service) };
  const { time, random } = world;
  let settled = 0;
  const startAll = async () => {
    const stack = createStack(service, checks);
    await stack.deploy(VAULTS);
    stack.updateNowAndThen(VAULTS);
    for (let number = 1; number <= jobs; number += 1) {
      const job = planJob(random, { number, nowMs: time.nowMs(), vaultArns: VAULT_ARNS });
      void playJob(job, deps).then(() => {
        settled += 1;
        if (settled % 100 === 0) simulation.onProgress?.(settled, checks.broken.length);
      });
      await time.sleep((2 * random() * DAY_MS) / jobsPerDay);
    }
    time.after(2 * DAY_MS, world.faults.stop);
  };
  void startAll();
  const isFound = () => plant !== undefined && checks.broken.length > 0;
  await time.runUntil(Number.POSITIVE_INFINITY, () => settled === jobs || isFound());
  return {
    broken: checks.broken,
    trace: world.trace.digest(),
    faults: world.faults.counts.byKind,
    virtualDays: (time.nowMs() - START_MS) / DAY_MS,
  };
};

const startSchedules = ({ poller, redeliver }: Functions, { time, faults }: World): void => {
  const timesToFire = () => {
    if (faults.happens('tick skipped', 0.01)) return 0;
    return faults.happens('tick doubled', 0.01) ? 2 : 1;
  };
  const settings = { maximumRetries: 1, maximumEventAgeMs: 5 * MINUTE_MS, time };
  const start = (everyMs: number, fire: (tick: string) => void) =>
    startSchedule({ everyMs, time, timesToFire, fire });
  start(MINUTE_MS, (tick) => void invokeAsync(poller, { tick }, settings));
  start(60 * MINUTE_MS, (sweep) => void invokeAsync(poller, { sweep }, settings));
  start(MINUTE_MS, () => void invokeAsync(redeliver, {}, settings));
};
