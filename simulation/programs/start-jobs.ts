import { arnOf } from '../functions/place.ts';
import type { GroupPrograms } from '../groups/group-programs.ts';
import type { Membership } from '../groups/waves.ts';
import { planJob } from './job-plan.ts';
import { forgetRow, type PlayDeps, playJob } from './play-job.ts';
import { createStack } from './stack.ts';

const DAY_MS = 86_400_000;
const JOBS_PER_DAY = 20_000;

const VAULTS = ['photos', 'films', 'film-scans', 'ledgers', 'backups', 'logs', 'maps', 'music'];

/** The vaults in which jobs start. */
export const VAULT_ARNS = VAULTS.map(arnOf);

/** Deploys the stack, and starts jobs at a constant rate; what is returned says how many are over. */
export const startJobs = (jobs: number, groups: GroupPrograms, deps: PlayDeps): (() => number) => {
  const { service, checks } = deps;
  const { world } = service;
  let over = 0;
  const play = async (number: number, member: Membership | undefined): Promise<void> => {
    if (member && !(await member.starts)) return member.onSettled();
    const job = planJob(world, number, VAULT_ARNS, member?.group);
    await playJob(job, deps);
    member?.onSettled();
    await member?.over;
    forgetRow(job, service);
  };
  const startAll = async (): Promise<void> => {
    const stack = createStack(service, checks);
    await stack.deploy(VAULTS);
    stack.updateNowAndThen(VAULTS);
    for (let number = 1; number <= jobs; number += 1) {
      void play(number, groups.join()).then(() => {
        over += 1;
      });
      await world.time.sleep((2 * world.random() * DAY_MS) / JOBS_PER_DAY);
    }
    groups.finish();
    world.time.after(2 * DAY_MS, world.faults.stop);
  };
  void startAll();
  return () => over;
};
