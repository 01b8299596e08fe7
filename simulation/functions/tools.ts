import type { Log, Metrics } from '../../lambdas/core/function/telemetry.ts';
import { GlacierCallError } from '../../lambdas/core/glacier/call-error.ts';
import type { Glacier, GlacierLists } from '../../lambdas/core/glacier/ports.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';
import type { Instance } from '../engine/instance.ts';
import { type Call, SimulatedFault } from '../engine/network.ts';
import type { GlacierAnswers } from '../ports/glacier.ts';
import type { World } from '../world.ts';

const nothing = () => undefined;

/** Where functions log and count. */
export interface Telemetry {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** A log and metrics that keep nothing. */
export const silent: Telemetry = {
  log: { info: nothing, warn: nothing, error: nothing },
  metrics: { count: nothing, countOfVault: nothing, milliseconds: nothing },
};

/** What one copy of a program works with: its clock and its requests. */
export interface Tools {
  readonly call: Call;
  readonly nowMs: () => number;
  readonly now: () => Instant;
  readonly wait: (ms: number) => Promise<void>;
}

/** Creates the tools of one copy. */
export const toolsOf = (world: World, instance: Instance): Tools => {
  const nowMs = () => world.time.nowMs() + instance.skewMs;
  return {
    call: world.callsOf(instance),
    nowMs,
    now: () => new Date(nowMs()).toISOString(),
    wait: world.time.sleep,
  };
};

/** The Jobs table as one copy reaches it. */
export const reachJobs = (jobs: JobStore, { call }: Tools): JobStore => ({
  read: (key) => call('jobs read', () => jobs.read(key)),
  write: (write) => call('jobs write', () => jobs.write(write)),
});

/** Glacier as a copy may reach it. */
export interface GlacierSurroundings {
  readonly world: World;
  readonly glacier: GlacierAnswers;
  /** Whether Glacier refuses a request for now. */
  readonly isThrottled?: () => boolean;
}

/** Asks Glacier as one copy does: whatever goes wrong on the way is an error of the call. */
export const askGlacier =
  ({ isThrottled }: Pick<GlacierSurroundings, 'isThrottled'>, { call }: Tools) =>
  async <Answer>(operation: string, act: () => Answer): Promise<Answer> => {
    try {
      return await call(`glacier ${operation}`, () => {
        if (isThrottled?.()) throw new SimulatedFault('Glacier throttles');
        return act();
      });
    } catch (cause) {
      if (!(cause instanceof SimulatedFault)) throw cause;
      throw new GlacierCallError('Glacier did not respond', { cause, outcome: 'busy' });
    }
  };

/** Glacier's jobs as one copy reaches them. */
export const reachGlacier = (
  service: GlacierSurroundings,
  tools: Tools,
): Glacier & GlacierLists => {
  const { glacier, world } = service;
  const ask = askGlacier(service, tools);
  const now = world.time.nowMs;
  return {
    describeJob: (key, at) => ask('describe', () => glacier.describe(key, now(), at)),
    listJobs: (listing, at) => ask('list', () => glacier.list(listing, now(), at)),
    listVaults: () => ask('vaults', () => ({ names: glacier.vaultNames })),
  };
};
