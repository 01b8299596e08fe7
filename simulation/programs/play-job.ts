import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { vaultNameOf } from '../../lambdas/core/vault/vault.ts';
import type { Functions } from '../functions/deploy.ts';
import type { Checks } from '../invariants/checks.ts';
import { KEPT_MS } from '../ports/glacier.ts';
import { jobName } from '../ports/jobs-table.ts';
import type { Service } from '../service.ts';
import { invokeAsync } from '../sources/async-invocation.ts';
import { initiationOf } from './initiation.ts';
import { type JobPlan, noticeMs } from './job-plan.ts';
import { noticeEvent } from './notice-event.ts';
import type { Owner } from './owner.ts';

/** What a job is played with. */
export interface PlayDeps extends Functions {
  readonly service: Service;
  readonly owner: Owner;
  readonly checks: Checks;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LATE_NOTICE_MS = 6 * HOUR_MS;
/** How long a job may take to settle after Glacier has forgotten it: retries of webhooks take three days. */
const SETTLE_MS = 80 * HOUR_MS;

/** Plays one job from its start until it is settled, and checks its final state; its row stays. */
export const playJob = async (job: JobPlan, deps: PlayDeps): Promise<void> => {
  const { service, checks } = deps;
  const { time } = service.world;
  if (job.vaultDeletedAt !== undefined) keepVault(job, job.vaultDeletedAt, service);
  service.glacier.start(job);
  checks.onStarted(job);
  void announceStart(job, deps);
  await time.sleep(job.completedAt - time.nowMs());
  void publishNotices(job, deps);
  if (job.collectedAfterMs !== undefined) void collectLater(job, job.collectedAfterMs, deps);
  const endsAt = job.completedAt + KEPT_MS;
  await time.sleep(endsAt - time.nowMs());
  while (!checks.isSettled(job) && time.nowMs() < endsAt + SETTLE_MS) await time.sleep(HOUR_MS);
  // What is still on the way, such as a repeated message, arrives within an hour.
  await time.sleep(HOUR_MS);
  service.glacier.forget(job);
  forgetDeliveries(checks.settle(job), service);
};

/** Creates the vault of a job, and deletes it later. */
const keepVault = ({ vaultArn }: JobPlan, until: number, { glacier, world }: Service): void => {
  glacier.createVault(vaultArn);
  world.time.after(until - world.time.nowMs(), () => glacier.deleteVault(vaultArn));
};

const announceStart = async (job: JobPlan, { service, owner, tracker }: PlayDeps) => {
  const { time, random } = service.world;
  if (job.tracking === 'registered') await owner.register(job);
  if (job.tracking !== 'cloudtrail') return;
  await time.sleep(random() * 10 * MINUTE_MS);
  await invokeAsync(tracker, initiationOf(job), {
    ...service.deployment.asyncOf('Tracker'),
    time,
  });
};

/** Glacier announces a completion once, and nothing guarantees that it arrives. */
const publishNotices = async (job: JobPlan, { service, checks, intake }: PlayDeps) => {
  const { time, random, faults } = service.world;
  if (!service.vaults.announces(vaultNameOf(job)) || faults.happens('notice lost', 0.1)) return;
  if (faults.happens('notice late', 0.05)) await time.sleep(random() * LATE_NOTICE_MS);
  const copies = faults.happens('notice doubled', 0.05) ? 2 : 1;
  const event = noticeEvent([service.glacier.noticeOf(job)]);
  for (let copy = 0; copy < copies; copy += 1) {
    await time.sleep(noticeMs(random));
    const settings = { ...service.deployment.asyncOf('Intake'), time };
    void invokeAsync(intake, event, settings).then((result) => {
      if (result === 'succeeded') checks.onAcknowledged(job, (status) => status !== 'InProgress');
    });
  }
};

const collectLater = async (
  job: JobPlan,
  afterMs: number,
  { service, owner, checks }: PlayDeps,
) => {
  await service.world.time.sleep(afterMs);
  await owner.collect(job);
  checks.onAcknowledged(job, (status) => status === 'Collected');
};

/** Deletes the row of a settled job, long before its TTL would. */
export const forgetRow = (job: JobKey, { jobs, index, members }: Service): void => {
  jobs.remove(job);
  index.follow(jobName(job), undefined);
  members.follow(jobName(job), undefined);
};

/** Deletes the deliveries of settled events, long before their TTL would. */
export const forgetDeliveries = (
  eventIds: readonly string[],
  { deliveries, endpoints }: Service,
): void => {
  for (const eventId of eventIds) {
    for (const endpointId of endpoints.rows.keys()) deliveries.remove({ eventId, endpointId });
  }
};
