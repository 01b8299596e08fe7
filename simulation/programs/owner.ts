import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { vaultNameOf } from '../../lambdas/core/vault/vault.ts';
import { collectJob } from '../../registry/collect-job.ts';
import { registerJob } from '../../registry/register-job.ts';
import { PLACE } from '../functions/place.ts';
import { reachGlacier, reachJobs, type Tools } from '../functions/tools.ts';
import type { Service } from '../service.ts';
import type { JobPlan } from './job-plan.ts';
import { createRuns } from './runs.ts';

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
  const run = createRuns(world, 'owner');
  const depsOf = (tools: Tools) => {
    const store = reachJobs(jobs, tools);
    return {
      glacier: reachGlacier(service, tools),
      record: createRecorder(store, DEFAULT_LIFE_POLICY),
      jobs: store,
      scope: { ...PLACE, vaults: '*' } as const,
      now: tools.now,
      wait: tools.wait,
    };
  };
  return {
    register: async (job) => {
      await run((tools) => registerJob(depsOf(tools), targetOf(job)));
    },
    collect: async (job) => {
      for (;;) {
        const collected = await run((tools) => collectJob(depsOf(tools), targetOf(job)));
        if (collected !== undefined && collected.kind !== 'refused') return;
        await world.time.sleep(RETRY_MS);
      }
    },
  };
};

const targetOf = (job: JobPlan) => ({ vault: vaultNameOf(job), jobId: job.jobId });
