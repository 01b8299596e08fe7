import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { vaultNameOf } from '../../lambdas/core/vault/vault.ts';
import { collectJob } from '../../registry/collect-job.ts';
import { registerJob } from '../../registry/register-job.ts';
import { createInstance } from '../engine/instance.ts';
import { PLACE } from '../functions/place.ts';
import { reachGlacier, reachJobs, toolsOf } from '../functions/tools.ts';
import type { Service } from '../service.ts';
import type { JobPlan } from './job-plan.ts';

const RETRY_MS = 60_000;

/** A program that starts jobs and fetches their outputs; each call runs in a process of its own. */
export interface Owner {
  /** Registers a job; the program may die on the way, and is not run again. */
  readonly register: (job: JobPlan) => Promise<void>;
  /** Marks a job as collected, and retries until that is recorded. */
  readonly collect: (job: JobPlan) => Promise<void>;
}

/** Creates the program, on the registry that programs import. */
export const createOwner = (service: Service): Owner => {
  const { world, jobs } = service;
  let runs = 0;
  /** Runs a program once; resolves to what it gives, or to nothing when it fails or dies. */
  const run = <Result>(act: (deps: Deps) => Promise<Result>): Promise<Result | undefined> => {
    runs += 1;
    const instance = createInstance(`owner-${runs}`, world.skewMs());
    const { promise, resolve } = Promise.withResolvers<Result | undefined>();
    instance.onKill = () => resolve(undefined);
    const tools = toolsOf(world, instance);
    const store = reachJobs(jobs, tools);
    const deps = {
      glacier: reachGlacier(service, tools),
      record: createRecorder(store, DEFAULT_LIFE_POLICY),
      jobs: store,
      scope: { ...PLACE, vaults: '*' } as const,
      now: tools.now,
      wait: tools.wait,
    };
    act(deps).then(resolve, () => resolve(undefined));
    return promise;
  };
  return {
    register: async (job) => {
      await run((deps) => registerJob(deps, targetOf(job)));
    },
    collect: async (job) => {
      for (;;) {
        const collected = await run((deps) => collectJob(deps, targetOf(job)));
        if (collected !== undefined && collected.kind !== 'refused') return;
        await world.time.sleep(RETRY_MS);
      }
    },
  };
};

type Deps = Parameters<typeof registerJob>[0];

const targetOf = (job: JobPlan) => ({ vault: vaultNameOf(job), jobId: job.jobId });
