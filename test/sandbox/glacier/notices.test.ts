import { setTimeout as sleep } from 'node:timers/promises';
import {
  InitiateJobCommand,
  type JobParameters,
  SetVaultNotificationsCommand,
} from '@aws-sdk/client-glacier';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  JOB_TOPIC,
  startTestGlacier,
  type TestGlacier,
  VAULT_TOPIC,
  vaultArn,
} from './start-test-glacier.ts';

const HOUR_MS = 3_600_000;
let test: TestGlacier;
beforeEach(async () => {
  test = await startTestGlacier();
});
afterEach(() => test.stop());

const photos = { accountId: '-', vaultName: 'photos' };
const archive = { Type: 'archive-retrieval', ArchiveId: 'archive-1' };
const inventory = { Type: 'inventory-retrieval', Format: 'CSV' };

const initiate = async (jobParameters: JobParameters) => {
  const { jobId } = await test.client.send(new InitiateJobCommand({ ...photos, jobParameters }));
  return jobId!;
};
const configure = (Events = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted']) =>
  test.client.send(
    new SetVaultNotificationsCommand({
      ...photos,
      vaultNotificationConfig: { SNSTopic: VAULT_TOPIC, Events },
    }),
  );
const topics = () => test.published.map(({ topicArn }) => topicArn);
const messages = () =>
  test.published.map(({ message }) => JSON.parse(message) as Record<string, unknown>);

describe('a notice', () => {
  it('has the very keys, order and nulls of a real archive notice', async () => {
    await configure();
    const jobId = await initiate({ ...archive, Description: 'put anything here' });
    const dueAt = await test.next();
    const { createdAt } = test.glacier.ledger.jobs()[0]!;

    expect(topics()).toStrictEqual([VAULT_TOPIC]);
    const [notice] = messages();
    expect(Object.keys(notice!)).toStrictEqual([
      'Action',
      'ArchiveId',
      'ArchiveSHA256TreeHash',
      'ArchiveSizeInBytes',
      'Completed',
      'CompletionDate',
      'CreationDate',
      'InventoryRetrievalParameters',
      'InventorySizeInBytes',
      'JobDescription',
      'JobId',
      'RetrievalByteRange',
      'SHA256TreeHash',
      'SNSTopic',
      'StatusCode',
      'StatusMessage',
      'Tier',
      'VaultARN',
    ]);
    expect(notice).toMatchObject({
      Action: 'ArchiveRetrieval',
      Completed: true,
      CompletionDate: new Date(dueAt!).toISOString(),
      CreationDate: new Date(createdAt).toISOString(),
      InventoryRetrievalParameters: null,
      InventorySizeInBytes: null,
      JobDescription: 'put anything here',
      JobId: jobId,
      SNSTopic: null,
      StatusCode: 'Succeeded',
      StatusMessage: 'Succeeded',
      Tier: 'Standard',
      VaultARN: vaultArn('photos'),
    });
  });

  it('of an inventory job says null for its tier', async () => {
    await configure();
    await initiate(inventory);
    await test.next();

    expect(messages()).toMatchObject([
      {
        Action: 'InventoryRetrieval',
        ArchiveId: null,
        Tier: null,
        InventoryRetrievalParameters: { Format: 'CSV', StartDate: null },
        InventorySizeInBytes: expect.any(Number),
      },
    ]);
  });

  it('announces a failure like a success', async () => {
    await configure();
    const jobId = await initiate(inventory);
    test.glacier.faults.failJob(jobId, 'The inventory could not be read.');
    await test.next();

    expect(messages()).toMatchObject([
      {
        Completed: true,
        StatusCode: 'Failed',
        StatusMessage: 'The inventory could not be read.',
        InventorySizeInBytes: null,
      },
    ]);
  });

  it('goes to the vault topic and to the job topic, even when both are one', async () => {
    await configure();
    await initiate({ ...archive, SNSTopic: JOB_TOPIC });
    await test.next();
    await initiate({ ...archive, SNSTopic: VAULT_TOPIC });
    await test.next();

    expect(topics()).toStrictEqual([VAULT_TOPIC, JOB_TOPIC, VAULT_TOPIC, VAULT_TOPIC]);
    expect(test.published[0]?.message).toBe(test.published[1]?.message);
    expect(test.glacier.ledger.notices.map(({ askedBy }) => askedBy)).toStrictEqual([
      'vault',
      'job',
      'vault',
      'job',
    ]);
  });

  it('is sent for the configured events only, and of a select job to its own topic only', async () => {
    await configure(['InventoryRetrievalCompleted']);
    await initiate(archive);
    await test.next();
    expect(topics()).toStrictEqual([]);

    await configure();
    await initiate({
      ...archive,
      Type: 'select',
      SNSTopic: JOB_TOPIC,
      SelectParameters: { Expression: 'select * from archive' },
      OutputLocation: { S3: { BucketName: 'bucket', Prefix: 'test' } },
    });
    await test.next();
    expect(topics()).toStrictEqual([JOB_TOPIC]);
    expect(messages()[0]).toMatchObject({ JobOutputPath: expect.stringMatching(/^test\//) });
  });
});

describe('settling', () => {
  it('publishes what is due, exactly once, in the order of the completions', async () => {
    await configure();
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      ids.push(await initiate(archive));
    }
    await Promise.all([test.glacier.settle(), test.glacier.settle()]);
    expect(test.published).toStrictEqual([]);

    test.clock.advance(6 * HOUR_MS);
    await Promise.all([test.glacier.settle(), test.glacier.settle(), test.glacier.settle()]);
    await test.glacier.settle();

    const inOrder = test.glacier.ledger.jobs().toSorted((a, b) => a.completesAt - b.completesAt);
    expect(messages().map(({ JobId }) => JobId)).toStrictEqual(inOrder.map(({ jobId }) => jobId));
    expect(new Set(ids).size).toBe(5);
    expect(test.glacier.nextDueAt()).toBeUndefined();
  });

  it('is not needed when real time reaches a completion', async () => {
    await configure();
    const jobId = await initiate(archive);
    test.glacier.fixJob(jobId, { durationMs: 1 });

    await vi.waitFor(() => expect(test.published).toHaveLength(1), { interval: 10 });
    await sleep(150);
    expect(test.published).toHaveLength(1);
  });

  it('returns the next completion first', async () => {
    const slow = await initiate({ ...archive, Tier: 'Bulk' });
    const fast = await initiate({ ...archive, Tier: 'Expedited' });
    const ends = new Map(test.glacier.ledger.jobs().map((job) => [job.jobId, job.completesAt]));

    expect(await test.next()).toBe(ends.get(fast));
    expect(await test.next()).toBe(ends.get(slow));
    expect(await test.next()).toBeUndefined();
  });

  it('continues silently when a topic refuses a notice, as Glacier does', async () => {
    await test.stop();
    const publish = (topicArn: string) =>
      topicArn === VAULT_TOPIC ? Promise.reject(new Error('Topic not found')) : Promise.resolve();
    test = await startTestGlacier({ publish });
    await configure();
    await initiate({ ...archive, SNSTopic: JOB_TOPIC });
    await test.next();

    expect(test.glacier.ledger.notices).toMatchObject([
      { topicArn: VAULT_TOPIC, fate: 'refused', reason: 'Topic not found' },
      { topicArn: JOB_TOPIC, fate: 'published' },
    ]);
  });
});

describe('a fixed end', () => {
  it('comes when and how it was fixed', async () => {
    const jobId = await initiate({ ...archive, SNSTopic: JOB_TOPIC });
    const { createdAt } = test.glacier.ledger.jobs()[0]!;
    test.glacier.fixJob(jobId, { outcome: 'Failed', durationMs: 7 * HOUR_MS });

    expect(await test.next()).toBe(createdAt + 7 * HOUR_MS);
    expect(messages()).toMatchObject([{ StatusCode: 'Failed', StatusMessage: 'Failed' }]);
    expect(test.glacier.ledger.jobs()).toMatchObject([
      { outcome: 'Failed', forgottenAt: createdAt + 31 * HOUR_MS },
    ]);
  });

  it('never lies in the past, and is not changed once it has come', async () => {
    const jobId = await initiate(archive);
    test.clock.advance(HOUR_MS);
    const before = test.clock.now();
    test.glacier.fixJob(jobId, { durationMs: 0 });

    expect(test.glacier.nextDueAt()).toBeGreaterThanOrEqual(before);
    expect(() => test.glacier.fixJob(jobId, { outcome: 'Failed' })).toThrow('has ended');
    expect(() => test.glacier.fixJob('unknown', {})).toThrow('has no job unknown');
  });
});
