import {
  DescribeJobCommand,
  GlacierClient,
  InitiateJobCommand,
  ListJobsCommand,
  SetVaultNotificationsCommand,
} from '@aws-sdk/client-glacier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  REGION,
  startTestGlacier,
  type TestGlacier,
  VAULT_TOPIC,
  vaultArn,
} from '../start-test-glacier.ts';

const HOUR_MS = 3_600_000;
let test: TestGlacier;
beforeEach(async () => {
  test = await startTestGlacier({ seed: 7 });
  test.glacier.createVault('backups');
});
afterEach(() => test.stop());

const initiate = async (vaultName = 'photos') => {
  const jobParameters = { Type: 'archive-retrieval', ArchiveId: 'archive-1' };
  const command = new InitiateJobCommand({ accountId: '-', vaultName, jobParameters });
  const { jobId } = await test.client.send(command);
  return jobId!;
};
const configure = (vaultName = 'photos') =>
  test.client.send(
    new SetVaultNotificationsCommand({
      accountId: '-',
      vaultName,
      vaultNotificationConfig: { SNSTopic: VAULT_TOPIC, Events: ['ArchiveRetrievalCompleted'] },
    }),
  );
const describeJob = (jobId: string, vaultName = 'photos') =>
  test.client.send(new DescribeJobCommand({ accountId: '-', vaultName, jobId }));
const list = (vaultName = 'photos') =>
  test.client.send(new ListJobsCommand({ accountId: '-', vaultName }));
const lostJobs = () =>
  test.glacier.ledger.notices.filter(({ fate }) => fate === 'lost').map(({ jobId }) => jobId);
const fates = () => test.glacier.ledger.notices.map(({ fate }) => fate);

describe('a fault of notices', () => {
  it('loses them, and the ledger knows', async () => {
    await configure();
    test.glacier.faults.set({ loseNotices: 1 });
    const jobId = await initiate();
    await test.next();

    expect(test.published).toStrictEqual([]);
    expect(test.glacier.ledger.notices).toMatchObject([{ jobId, fate: 'lost', askedBy: 'vault' }]);
    expect((await describeJob(jobId)).StatusCode).toBe('Succeeded');
  });

  it('doubles them with one and the same message', async () => {
    await configure();
    test.glacier.faults.set({ doubleNotices: 1 });
    await initiate();
    await test.next();

    expect(test.published).toHaveLength(2);
    expect(test.published[0]).toStrictEqual(test.published[1]);
    expect(fates()).toStrictEqual(['published', 'published']);
  });

  it('delays them, and returns when they are due', async () => {
    await configure();
    test.glacier.faults.set({ delayNotices: 1, delayNoticesMs: 2 * HOUR_MS });
    const jobId = await initiate();
    const completedAt = await test.next();

    expect(test.published).toStrictEqual([]);
    expect((await describeJob(jobId)).Completed).toBe(true);
    expect(await test.next()).toBe(completedAt! + 2 * HOUR_MS);
    expect(JSON.parse(test.published[0]!.message)).toMatchObject({
      JobId: jobId,
      CompletionDate: new Date(completedAt!).toISOString(),
    });
    expect(test.glacier.nextDueAt()).toBeUndefined();
  });

  it('hits as many as its probability says, the same ones for the same seed', async () => {
    await configure();
    test.glacier.faults.set({ loseNotices: 0.5 });
    for (let i = 0; i < 60; i += 1) {
      await initiate();
    }
    test.clock.advance(6 * HOUR_MS);
    await test.glacier.settle();
    const lost = new Set(lostJobs());
    expect(lost.size).toBeGreaterThan(15);
    expect(lost.size).toBeLessThan(45);

    await test.stop();
    test = await startTestGlacier({ seed: 7 });
    await configure();
    test.glacier.faults.set({ loseNotices: 0.5 });
    for (let i = 0; i < 60; i += 1) {
      await initiate();
    }
    await list();
    test.clock.advance(6 * HOUR_MS);
    await test.glacier.settle();
    expect(new Set(lostJobs())).toStrictEqual(lost);
  });

  it('of one vault leaves the others alone, and ends when it is cleared', async () => {
    await configure('photos');
    await configure('backups');
    test.glacier.faults.set({ loseNotices: 1 }, 'photos');
    await initiate('photos');
    await test.next();
    await initiate('backups');
    await test.next();
    test.glacier.faults.clear('photos');
    await initiate('photos');
    await test.next();

    expect(fates()).toStrictEqual(['lost', 'published', 'published']);
  });
});

describe('a fault of calls', () => {
  it.each([
    ['throttle', 400, 'ThrottlingException', 'Client'],
    ['failService', 500, 'ServiceUnavailableException', 'Server'],
    ['denyAccess', 403, 'AccessDeniedException', 'Client'],
  ] as const)('%s answers %i %s', async (fault, status, code, type) => {
    test.glacier.faults.set({ [fault]: 1 }, 'photos');
    await expect(list()).rejects.toMatchObject({
      name: code,
      $metadata: { httpStatusCode: status },
    });
    const raw = await test.request('/-/vaults/photos/jobs');
    expect(await raw.json()).toStrictEqual({ code, type, message: expect.any(String) });
    expect(test.glacier.ledger.errors).toStrictEqual({ [code]: 2 });
    expect(test.glacier.ledger.calls).toStrictEqual({ ListJobs: 2 });

    expect((await list('backups')).JobList).toStrictEqual([]);
    test.glacier.faults.clear();
    expect((await list()).JobList).toStrictEqual([]);
  });

  it('failGateway answers a 503 that is no JSON, of which the SDK knows the status only', async () => {
    test.glacier.faults.set({ failGateway: 1 });

    await expect(list()).rejects.toMatchObject({
      name: 'SyntaxError',
      $metadata: { httpStatusCode: 503 },
    });
    expect(test.glacier.ledger.errors).toStrictEqual({ 'HTTP 503': 1 });
  });

  it("is what the SDK's retries get over", async () => {
    const client = new GlacierClient({
      endpoint: test.glacier.url,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 10,
    });
    test.glacier.faults.set({ failService: 0.5 });
    await client.send(new ListJobsCommand({ accountId: '-', vaultName: 'photos' }));
    await client.send(new ListJobsCommand({ accountId: '-', vaultName: 'photos' }));
    client.destroy();
    const { calls, errors } = test.glacier.ledger;

    expect(calls['ListJobs']).toBe(2 + (errors['ServiceUnavailableException'] ?? 0));
  });

  it('starts no job', async () => {
    test.glacier.faults.set({ throttle: 1 });

    await expect(initiate()).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(test.glacier.ledger.jobs()).toStrictEqual([]);
  });
});

describe('a fault of jobs', () => {
  it('hides young ones', async () => {
    test.glacier.faults.set({ hideJobsForMs: 60_000 });
    const jobId = await initiate();
    await expect(describeJob(jobId)).rejects.toMatchObject({
      message: `The job ID was not found: ${jobId}`,
    });
    expect((await list()).JobList).toStrictEqual([]);
    test.clock.advance(60_000);

    expect((await describeJob(jobId)).JobId).toBe(jobId);
    expect((await list()).JobList).toHaveLength(1);
  });

  it('forgets one, which is then never announced', async () => {
    await configure();
    const jobId = await initiate();
    test.glacier.faults.forgetJob(jobId);

    await expect(describeJob(jobId)).rejects.toMatchObject({
      message: `The job ID was not found: ${jobId}`,
    });
    expect(test.glacier.nextDueAt()).toBeUndefined();
    expect(test.glacier.ledger.jobs()).toHaveLength(1);
  });

  it('deletes their vault, and its notifications', async () => {
    await configure();
    const jobId = await initiate();
    test.glacier.faults.deleteVault('photos');
    await test.next();

    await expect(describeJob(jobId)).rejects.toMatchObject({
      message: `Vault not found for ARN: ${vaultArn('photos')}`,
    });
    expect(test.published).toStrictEqual([]);
  });

  it('deletes their vault, and a new one of that name does not announce them', async () => {
    await initiate();
    test.glacier.faults.deleteVault('photos');
    test.glacier.createVault('photos');
    await configure();
    await test.next();

    expect(test.published).toStrictEqual([]);
  });
});

it('refuses a fault that does not exist, and a probability beyond 1', () => {
  expect(() => test.glacier.faults.set({ loseNotice: 1 } as object)).toThrow('loseNotice');
  expect(() => test.glacier.faults.set({ throttle: 2 })).toThrow();
  expect(test.glacier.faults.current().throttle).toBe(0);
});

describe('a fault of outputs', () => {
  const MIB = 1024 * 1024;
  const size = 3 * MIB + 17;
  const fetchOutput = async () => {
    const whole = test.glacier.addArchive('photos', { archiveId: 'archive-1', sizeInBytes: size });
    const jobId = await initiate();
    await test.next();
    const answer = await test.request(`/-/vaults/photos/jobs/${jobId}/output`);
    return { whole, answer };
  };

  it('gives a wrong bit the hash of the right bytes', async () => {
    test.glacier.faults.set({ corruptOutput: 1 });
    const { whole, answer } = await fetchOutput();
    const given = Buffer.from(await answer.arrayBuffer());

    expect(answer.headers.get('x-amz-sha256-tree-hash')).toBe(whole.treeHash);
    expect(given).toHaveLength(size);
    expect(given[0]).toBe('a'.charCodeAt(0) ^ 1);
  });

  it('shortens the body, and its length', async () => {
    test.glacier.faults.set({ shortenOutput: 1 });
    const { answer } = await fetchOutput();

    expect((await answer.arrayBuffer()).byteLength).toBe(Math.floor(size / 2));
  });

  it('breaks the connection in the middle', async () => {
    test.glacier.faults.set({ resetOutput: 1 });
    const { answer } = await fetchOutput();

    expect(answer.headers.get('content-length')).toBe(String(size));
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });
});
