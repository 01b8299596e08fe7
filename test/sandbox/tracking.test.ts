import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../lambdas/core/job/job.ts';
import { inTime } from '../support/polling.ts';
import { MINUTE_MS, startTrackingWorld, type TrackingWorld } from '../support/tracking-world.ts';

const VAULTS = ['photos', 'letters', 'films', 'books', 'doomed'];
const JOBS = 500;
const HOUR = 60;
const STARTED_OVER = 1.5 * HOUR;
const PLAYED = 14 * HOUR;
const DOOM = 4 * HOUR;
const TIERS = ['Standard', 'Standard', 'Bulk', 'Expedited', 'Inventory'];

interface Started {
  readonly minute: number;
  readonly vault: string;
  readonly tier: string;
  /** Half of the jobs are registered when they start; the others are unannounced. */
  readonly isAnnounced: boolean;
  jobId: string;
}

let world: TrackingWorld;
let started: Started[];
let truth: ReadonlyMap<string, { endsAt: number; outcome: string }>;
let jobs: ReadonlyMap<string, Job>;
let sweptWrites = 0;

const drawStarted = (): Started[] =>
  Array.from({ length: JOBS }, (_, number) => ({
    minute: Math.floor(world.random() * STARTED_OVER),
    vault: VAULTS[number % VAULTS.length] ?? '',
    tier: TIERS[Math.floor(number / VAULTS.length) % TIERS.length] ?? '',
    isAnnounced: world.random() < 0.5,
    jobId: '',
  }));

/** A program that starts a job may ask Glacier too early, which then does not find the job. */
const announce = async ({ vault, jobId }: Started): Promise<void> => {
  const key = world.keyOf(vault, jobId);
  const answer = await world.calls
    .describeJob(key, world.now())
    .catch(() => ({ kind: 'busy' as const }));
  if (answer.kind === 'seen') {
    await world.record({ ...answer.evidence, source: 'registration' }, world.now());
  }
};

const startJobs = async (minute: number): Promise<void> => {
  for (const job of started.filter((one) => one.minute === minute)) {
    job.jobId = await world.initiate(job.vault, job.tier);
    if (started.indexOf(job) % 20 === 0) world.glacier.fixJob(job.jobId, { outcome: 'Failed' });
  }
  for (const job of started) {
    if (job.isAnnounced && (minute === job.minute || minute === job.minute + 2))
      await announce(job);
  }
};

const playMinute = async (minute: number): Promise<void> => {
  world.clock.jumpTo(world.start + minute * MINUTE_MS);
  if (minute === DOOM) await world.deleteVault('doomed');
  await startJobs(minute);
  if (minute % HOUR === 30) await world.poller.sweep(inTime);
  const tick = new Date(world.start + minute * MINUTE_MS).toISOString();
  const lot = world.random();
  const times = lot < 0.1 ? 2 : 1;
  if (lot > 0.9) return;
  await Promise.all(Array.from({ length: times }, () => world.poller.tick(tick, inTime)));
  await world.drain();
};

beforeAll(async () => {
  world = await startTrackingWorld(VAULTS);
  world.glacier.faults.set({ throttle: 0.2, hideJobsForMs: MINUTE_MS });
  started = drawStarted();
  for (let minute = 0; minute < PLAYED; minute += 1) await playMinute(minute);
  const writesBefore = world.count.writes;
  await world.poller.sweep(inTime);
  await world.drain();
  sweptWrites = world.count.writes - writesBefore;
  truth = new Map(
    world.glacier.ledger
      .jobs()
      .map(({ jobId, ...job }) => [jobId, { endsAt: job.completesAt, outcome: job.outcome }]),
  );
  const read = await Promise.all(
    started.map(({ vault, jobId }) => world.store.read(world.keyOf(vault, jobId))),
  );
  jobs = new Map(read.flatMap((job) => (job ? [[job.jobId, job] as const] : [])));
}, 600_000);
afterAll(() => world.stop());

/** Statuses that a job may end with, as far as Glacier's word goes. */
const ends = (job: Job | undefined) =>
  job?.transitions.filter(({ status }) => status === 'Succeeded' || status === 'Failed') ?? [];

describe('500 jobs in 5 vaults with every notice lost, ticks lost and doubled, and one call in five throttled', () => {
  const surviving = () => started.filter(({ vault }) => vault !== 'doomed');

  it('are all recorded, with exactly one transition to their true end', () => {
    for (const { jobId } of surviving()) {
      const end = ends(jobs.get(jobId)).map(({ status }) => status);
      expect([jobId, end]).toStrictEqual([jobId, [truth.get(jobId)?.outcome]]);
    }
  });

  it('are never taken for expired, not even in the vault that was deleted', () => {
    const expired = [...jobs.values()].filter(({ transitions }) =>
      transitions.some(({ status }) => status === 'Expired'),
    );
    expect(expired).toStrictEqual([]);
    expect(world.metrics.sums.get('VaultMissing doomed')).toBeGreaterThan(0);
  });

  it('are found while their output can still be fetched: within an hour and a half', () => {
    const delays = surviving().map(({ jobId }) => {
      const [end] = ends(jobs.get(jobId));
      return (Date.parse(end?.at ?? '') - (truth.get(jobId)?.endsAt ?? 0)) / MINUTE_MS;
    });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(90);
  });

  it('cost no write but for their transitions, and one while their vault is missing', () => {
    const transitions = [...jobs.values()].flatMap((job) => job.transitions).length;
    const missed = [...jobs.values()].filter((job) => job.vaultMissingSince !== undefined).length;
    expect(missed).toBeGreaterThan(0);
    // A doubled tick may bring the same news twice at once, and a reminder makes two transitions.
    expect(world.count.writes).toBeLessThan(1.15 * (transitions + missed));
    expect(sweptWrites).toBe(0);
  });

  it('cost few calls, and leave nothing undone', () => {
    const { DescribeJob = 0, ListJobs = 0 } = world.glacier.ledger.calls;
    // A fifth of the jobs is Bulk with some 15 polls, the others take 2 to 4: 6 a job, of which one tick in
    // ten makes its polls twice, and one call in five is refused and made again. Sweeps add theirs.
    expect((DescribeJob + ListJobs) / JOBS).toBeLessThan(9);
    expect(world.queue).toStrictEqual([]);
    expect(world.metrics.sums.get('PollGivenUp')).toBeUndefined();
  });
});
