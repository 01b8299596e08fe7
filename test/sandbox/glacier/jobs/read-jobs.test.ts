import {
  DescribeJobCommand,
  InitiateJobCommand,
  ListJobsCommand,
  type ListJobsCommandInput,
  paginateListJobs,
} from '@aws-sdk/client-glacier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlacier, type TestGlacier, vaultArn } from '../start-test-glacier.ts';

const HOUR_MS = 3_600_000;
let test: TestGlacier;
beforeEach(async () => {
  test = await startTestGlacier({ extraRetentionMs: 2 * HOUR_MS });
});
afterEach(() => test.stop());

const photos = { accountId: '-', vaultName: 'photos' };

const initiate = async (Tier = 'Standard') => {
  const jobParameters = { Type: 'archive-retrieval', ArchiveId: 'archive-1', Tier };
  const { jobId } = await test.client.send(new InitiateJobCommand({ ...photos, jobParameters }));
  return jobId!;
};
const describeJob = (jobId: string, vaultName = 'photos') =>
  test.client.send(new DescribeJobCommand({ accountId: '-', vaultName, jobId }));
const list = async (input: Partial<ListJobsCommandInput> = {}) => {
  const page = await test.client.send(new ListJobsCommand({ ...photos, ...input }));
  return { ids: page.JobList?.map(({ JobId }) => JobId), marker: page.Marker };
};
/** The SDK's paginator writes its marker into the input that it is given, hence the copy. */
const readPages = async (input: Partial<ListJobsCommandInput> = {}) => {
  const pages: (readonly (string | undefined)[])[] = [];
  for await (const page of paginateListJobs({ client: test.client }, { ...photos, ...input })) {
    pages.push(page.JobList?.map(({ JobId }) => JobId) ?? []);
  }
  return pages;
};

describe('ListJobs', () => {
  it('pages 120 jobs by 50, in the order of their initiation', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 120; i += 1) {
      ids.push(await initiate(i % 2 === 0 ? 'Bulk' : 'Expedited'));
    }
    const pages = await readPages();
    expect(pages.map((page) => page.length)).toStrictEqual([50, 50, 20]);
    expect(pages.flat()).toStrictEqual(ids);

    test.clock.advance(HOUR_MS);
    const completed = await readPages({ completed: 'true' });
    expect(completed.flat()).toStrictEqual(ids.filter((_, i) => i % 2 === 1));
    expect(test.glacier.ledger.calls).toMatchObject({ InitiateJob: 120, ListJobs: 5 });
  });

  it('says null, and not a marker to an empty page, when a page ends with the last job', async () => {
    const ids = [await initiate(), await initiate(), await initiate(), await initiate()];

    const first = await list({ limit: 2 });
    expect(first).toStrictEqual({ ids: ids.slice(0, 2), marker: ids[1] });
    expect(await list({ limit: 2, marker: first.marker })).toStrictEqual({
      ids: ids.slice(2),
      marker: undefined,
    });
    const raw = await (await test.request('/-/vaults/photos/jobs')).json();
    expect(raw).toHaveProperty('Marker', null);
  });

  it('goes on where it was after the job of the marker has been forgotten', async () => {
    const ids = [await initiate(), await initiate(), await initiate()];
    const { marker } = await list({ limit: 2 });
    test.glacier.faults.forgetJob(ids[1]!);

    expect((await list({ marker })).ids).toStrictEqual([ids[2]]);
    expect((await list()).ids).toStrictEqual([ids[0], ids[2]]);
  });

  it('filters by status and by completion, and by both', async () => {
    const running = await initiate('Bulk');
    const failed = await initiate('Expedited');
    const succeeded = await initiate('Expedited');
    test.glacier.faults.failJob(failed);
    test.clock.advance(HOUR_MS);

    expect((await list({ statuscode: 'InProgress' })).ids).toStrictEqual([running]);
    expect((await list({ statuscode: 'Failed' })).ids).toStrictEqual([failed]);
    expect((await list({ statuscode: 'Succeeded' })).ids).toStrictEqual([succeeded]);
    expect((await list({ completed: 'true' })).ids).toStrictEqual([failed, succeeded]);
    expect((await list({ completed: 'false' })).ids).toStrictEqual([running]);
    expect((await list({ completed: 'false', statuscode: 'Failed' })).ids).toStrictEqual([]);
  });

  it.each([
    [{ statuscode: 'finished' }, 'The job status code is not valid: finished'],
    [{ completed: 'yes' }, 'Invalid completed parameter: yes'],
    [{ limit: 0 }, 'Invalid limit: 0. It must be from 1 to 50.'],
    [{ limit: 51 }, 'Invalid limit: 51. It must be from 1 to 50.'],
    [{ marker: 'nowhere' }, 'Invalid marker: nowhere'],
  ])('refuses %j', async (input, message) => {
    await expect(list(input)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('is what a DescribeJob with an empty id becomes', async () => {
    await initiate();
    const answer = await describeJob('');

    expect(answer.JobId).toBeUndefined();
    expect(test.glacier.ledger.calls).toMatchObject({ ListJobs: 1 });
  });

  it('knows the jobs of its own vault only, even under an old name', async () => {
    const jobId = await initiate();
    test.glacier.createVault('other');
    expect((await list({ vaultName: 'other' })).ids).toStrictEqual([]);
    test.glacier.faults.deleteVault('photos');
    test.glacier.createVault('photos');

    expect((await list()).ids).toStrictEqual([]);
    await expect(describeJob(jobId)).rejects.toMatchObject({
      message: `The job ID was not found: ${jobId}`,
    });
  });
});

describe('DescribeJob', () => {
  it('distinguishes a missing job from a missing vault by its message only', async () => {
    const notFound = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } };

    await expect(describeJob('unknown')).rejects.toMatchObject({
      ...notFound,
      message: 'The job ID was not found: unknown',
    });
    await expect(describeJob('unknown', 'nowhere')).rejects.toMatchObject({
      ...notFound,
      message: `Vault not found for ARN: ${vaultArn('nowhere')}`,
    });
    await expect(describeJob('unknown', '..')).rejects.toMatchObject({
      ...notFound,
      message: `Vault not found for ARN: ${vaultArn('..')}`,
    });
    expect(test.glacier.ledger.errors).toStrictEqual({ ResourceNotFoundException: 3 });
  });

  it('writes an error envelope of exactly three fields', async () => {
    const answer = await test.request('/-/vaults/photos/jobs/unknown');

    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-amzn-requestid')).not.toBeNull();
    expect(await answer.json()).toStrictEqual({
      code: 'ResourceNotFoundException',
      message: 'The job ID was not found: unknown',
      type: 'Client',
    });
  });

  it('sees a job complete the moment the clock reaches its end, before anything is announced', async () => {
    const jobId = await initiate('Bulk');
    const { completesAt } = test.glacier.ledger.jobs()[0]!;
    test.clock.jumpTo(completesAt - 60_000);
    expect((await describeJob(jobId)).Completed).toBe(false);
    test.clock.jumpTo(completesAt);

    expect(await describeJob(jobId)).toMatchObject({
      Completed: true,
      CompletionDate: new Date(completesAt).toISOString(),
    });
  });

  it('knows a completed job for 24 hours and the configured extra', async () => {
    const jobId = await initiate();
    const dueAt = await test.next();
    test.clock.jumpTo(dueAt! + 26 * HOUR_MS - 60_000);
    expect((await describeJob(jobId)).StatusCode).toBe('Succeeded');
    test.clock.jumpTo(dueAt! + 26 * HOUR_MS);

    await expect(describeJob(jobId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect((await list()).ids).toStrictEqual([]);
    expect(test.glacier.ledger.jobs()).toMatchObject([
      { jobId, outcome: 'Succeeded', forgottenAt: dueAt! + 26 * HOUR_MS },
    ]);
  });
});

describe('any call', () => {
  it('needs the API version', async () => {
    const answer = await fetch(`${test.glacier.url}/-/vaults`);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toStrictEqual({
      code: 'MissingParameterValueException',
      message: 'Required parameter missing: API version',
      type: 'Client',
    });
  });

  it('needs the account of its credentials', async () => {
    await expect(
      test.client.send(new ListJobsCommand({ accountId: '999999999999', vaultName: 'photos' })),
    ).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('that the simulator lacks says so', async () => {
    const answer = await test.request('/-/policies/data-retrieval');

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'BadRequest' });
    expect(test.glacier.ledger.calls).toStrictEqual({ Unknown: 1 });
  });

  it('is dated in virtual time', async () => {
    test.clock.advance(30 * HOUR_MS);
    const answer = await test.request('/-/vaults');

    expect(Date.parse(answer.headers.get('date') ?? '')).toBeGreaterThan(Date.now() + 29 * HOUR_MS);
  });
});
