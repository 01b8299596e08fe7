import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Glacier } from '../../lambdas/core/glacier/ports.ts';
import { registerJob } from '../../registry/register-job.ts';
import { vaultArn } from '../sandbox/glacier/start-test-glacier.ts';
import { path, seen } from '../support/evidence.ts';
import { startTrackingWorld, type TrackingWorld } from '../support/start-tracking-world.ts';

const SCOPE = {
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '123456789012',
  vaults: '*',
} as const;

let world: TrackingWorld;
beforeAll(async () => {
  world = await startTrackingWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.glacier.faults.clear());

/** Registers with waits that pass in virtual time, and returns the length of each. */
const register = async (jobId: string, { vault = 'photos', glacier = world.api } = {}) => {
  const waitsMs: number[] = [];
  const deps = {
    glacier,
    record: world.record,
    jobs: world.jobs,
    scope: SCOPE,
    now: world.now,
    wait: (ms: number) => {
      waitsMs.push(ms);
      world.clock.advance(ms);
      return Promise.resolve();
    },
  };
  return { ...(await registerJob(deps, { vault, jobId })), waitsMs };
};
const readJob = (jobId: string) => world.jobs.read({ vaultArn: vaultArn('photos'), jobId });

describe('registerJob', () => {
  it("records Glacier's own answer about a job that was just started", async () => {
    const { jobId } = await world.initiate({ Tier: 'Bulk', Description: 'ticket 17' });
    expect(await register(jobId)).toStrictEqual({
      kind: 'registered',
      key: { vaultArn: vaultArn('photos'), jobId },
      status: 'InProgress',
      waitsMs: [],
    });
    const job = await readJob(jobId);
    expect(job).toMatchObject({
      tier: 'Bulk',
      jobDescription: 'ticket 17',
      statusKey: 'InProgress#Bulk',
    });
    expect(job?.transitions).toMatchObject([{ status: 'InProgress', source: 'registration' }]);
  });

  it('changes nothing the second time, by name or by ARN', async () => {
    const { jobId } = await world.initiate();
    await register(jobId);
    const before = await readJob(jobId);
    for (const vault of ['photos', vaultArn('photos')]) {
      expect(await register(jobId, { vault })).toMatchObject({
        kind: 'already-tracked',
        status: 'InProgress',
      });
    }
    expect(await readJob(jobId)).toStrictEqual(before);
  });

  it('registers once when many do so at a time', async () => {
    const { jobId } = await world.initiate();
    const kinds = (await Promise.all([1, 2, 3, 4].map(() => register(jobId)))).map(
      ({ kind }) => kind,
    );
    expect(kinds.sort()).toStrictEqual([
      'already-tracked',
      'already-tracked',
      'already-tracked',
      'registered',
    ]);
    expect(path(await readJob(jobId))).toStrictEqual(['InProgress']);
  });

  it('takes news of a job that is tracked already', async () => {
    const { jobId } = await world.initiate({ Tier: 'Expedited' });
    await register(jobId);
    world.clock.advance(6 * 60_000);
    expect(await register(jobId)).toMatchObject({ kind: 'already-tracked', status: 'Succeeded' });
    expect(path(await readJob(jobId))).toStrictEqual(['InProgress', 'Succeeded']);
  });

  it('registers a job that has ended, with how it ended', async () => {
    const { jobId } = await world.initiate({ Tier: 'Expedited' });
    world.glacier.faults.failJob(jobId, 'No such archive.');
    world.clock.advance(6 * 60_000);
    expect(await register(jobId)).toMatchObject({ kind: 'registered', status: 'Failed' });
  });

  it('waits for a job that Glacier does not show yet', async () => {
    world.glacier.faults.set({ hideJobsForMs: 5000 });
    const { jobId } = await world.initiate();
    expect(await register(jobId)).toMatchObject({
      kind: 'registered',
      waitsMs: [1000, 2000, 3000],
    });
  });

  it('gives up on an id that Glacier does not know after 10 s, and records nothing', async () => {
    const calls = world.glacier.ledger.calls['DescribeJob'] ?? 0;
    const registered = await register('mistyped');
    expect(registered).toMatchObject({ kind: 'refused', reason: 'job-not-found' });
    expect(registered).toHaveProperty('message', expect.stringContaining('check the id'));
    expect(registered.waitsMs.reduce((sum, ms) => sum + ms, 0)).toBe(10_000);
    expect(world.glacier.ledger.calls['DescribeJob']).toBe(calls + 5);
    expect(await readJob('mistyped')).toBeUndefined();
  });

  it('does not wait for a job that Glacier has forgotten and that is tracked', async () => {
    const { jobId } = await world.initiate();
    await register(jobId);
    world.glacier.faults.forgetJob(jobId);
    expect(await register(jobId)).toMatchObject({
      kind: 'already-tracked',
      status: 'InProgress',
      waitsMs: [],
    });
  });

  it('distinguishes a missing vault from a missing job', async () => {
    expect(await register('j', { vault: 'photo' })).toMatchObject({
      kind: 'refused',
      reason: 'vault-not-found',
      message: expect.stringContaining(vaultArn('photo')),
      waitsMs: [],
    });
  });

  it('refuses an answer about another job', async () => {
    const other: Glacier = {
      ...world.api,
      describeJob: () =>
        Promise.resolve({ kind: 'refused', reason: 'the response is about the job other' }),
    };
    expect(await register('j', { glacier: other })).toMatchObject({
      kind: 'refused',
      reason: 'unusable-answer',
      message: expect.stringContaining('is about the job other'),
    });
    expect(await readJob('j')).toBeUndefined();
  });

  it('refuses a job that completed longer ago than jobs are kept', async () => {
    const evidence = seen('describe-job', world.now(), {
      JobId: 'old',
      CompletionDate: '2020-01-01T00:00:00.000Z',
    });
    const old: Glacier = {
      ...world.api,
      describeJob: () => Promise.resolve({ kind: 'seen', evidence }),
    };
    expect(await register('old', { glacier: old })).toMatchObject({
      kind: 'refused',
      reason: 'too-old',
      message: 'Not tracked: the job completed over 90 days ago.',
    });
  });

  it('sends nothing about a vault or an id that cannot be right', async () => {
    const calls = { ...world.glacier.ledger.calls };
    await expect(register('')).rejects.toThrow('jobId "" is not a Glacier job id');
    await expect(register('j', { vault: '..' })).rejects.toThrow('vault ".." is neither');
    expect(world.glacier.ledger.calls).toStrictEqual(calls);
  });

  it('throws when Glacier does not answer, so that the caller tries again', async () => {
    const { jobId } = await world.initiate();
    world.glacier.faults.set({ throttle: 1 });
    await expect(register(jobId)).rejects.toMatchObject({ name: 'GlacierCallError' });
    expect(await readJob(jobId)).toBeUndefined();
  });
});
