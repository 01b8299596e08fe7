import type { Log, Metrics } from '../../lambdas/core/function/telemetry.ts';
import { GlacierCallError } from '../../lambdas/core/glacier/call-error.ts';
import type { Glacier, GlacierLists } from '../../lambdas/core/glacier/ports.ts';
import type { Instant } from '../../lambdas/core/instant.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';
import type { Instance } from '../engine/instance.ts';
import { type Call, SimulatedFault } from '../engine/network.ts';
import type { JobsTable } from '../ports/jobs-table.ts';
import type { Service } from '../service.ts';
import type { World } from '../world.ts';

const nothing = () => undefined;

/** A log and metrics that keep nothing. */
export const silent: { readonly log: Log; readonly metrics: Metrics } = {
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
export const reachJobs = (jobs: JobsTable, { call }: Tools): JobStore => ({
  read: (key) => call('jobs read', () => jobs.read(key)),
  write: (write) => call('jobs write', () => jobs.write(write)),
});

/** Asks Glacier as one copy does: whatever goes wrong on the way is an error of the call. */
export const askGlacier =
  ({ isThrottled }: Service, { call }: Tools) =>
  async <Answer>(operation: string, act: () => Answer): Promise<Answer> => {
    try {
      return await call(`glacier ${operation}`, () => {
        if (isThrottled()) throw new SimulatedFault('Glacier throttles');
        return act();
      });
    } catch (cause) {
      if (!(cause instanceof SimulatedFault)) throw cause;
      throw new GlacierCallError('Glacier did not respond', { cause, outcome: 'busy' });
    }
  };

/** Glacier's jobs as one copy reaches them. */
export const reachGlacier = (service: Service, tools: Tools): Glacier & GlacierLists => {
  const { glacier, world } = service;
  const ask = askGlacier(service, tools);
  const now = world.time.nowMs;
  return {
    describeJob: (key, at) => ask('describe', () => glacier.describe(key, now(), at)),
    listJobs: (listing, at) => ask('list', () => glacier.list(listing, now(), at)),
    listVaults: () => ask('vaults', () => ({ names: glacier.vaultNames })),
  };
};
