import {
  DescribeJobCommand,
  InitiateJobCommand,
  type JobParameters,
} from '@aws-sdk/client-glacier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  JOB_TOPIC,
  startTestGlacier,
  type TestGlacier,
  vaultArn,
} from '../start-test-glacier.ts';

let test: TestGlacier;
beforeEach(async () => {
  test = await startTestGlacier();
});
afterEach(() => test.stop());

const initiate = (jobParameters?: JobParameters) =>
  test.client.send(new InitiateJobCommand({ accountId: '-', vaultName: 'photos', jobParameters }));
const rawDescription = async (jobId: string) => {
  const answer = await test.request(`/-/vaults/photos/jobs/${jobId}`);
  return (await answer.json()) as Record<string, unknown>;
};

const MINUTE_MS = 60_000;
const archive = { Type: 'archive-retrieval', ArchiveId: 'archive-1' };
const select = {
  Type: 'select',
  ArchiveId: 'archive-1',
  SelectParameters: { Expression: 'select * from archive', ExpressionType: 'SQL' as const },
  OutputLocation: { S3: { BucketName: 'bucket', Prefix: 'test' } },
};

it('accepts a job under an id of the real form and returns its location', async () => {
  const { jobId, location, $metadata, jobOutputPath } = await initiate(archive);

  expect($metadata.httpStatusCode).toBe(202);
  expect(jobId).toMatch(/^[A-Za-z0-9_-]{92}$/);
  expect(location).toBe(`/${ACCOUNT}/vaults/photos/jobs/${jobId}`);
  expect(jobOutputPath).toBeUndefined();
  expect((await initiate(archive)).jobId).not.toBe(jobId);
});

it.each([
  [{ ...archive, Tier: 'Expedited' }, 1, 5],
  [archive, 180, 300],
  [{ ...archive, Tier: 'Standard' }, 180, 300],
  [{ ...archive, Tier: 'Bulk' }, 300, 720],
  [{ Type: 'inventory-retrieval' }, 180, 300],
])('gives %j between %i and %i minutes', async (parameters, least, most) => {
  for (let i = 0; i < 20; i += 1) {
    await initiate(parameters);
  }
  for (const { createdAt, completesAt } of test.glacier.ledger.jobs()) {
    expect(completesAt - createdAt).toBeGreaterThanOrEqual(least * MINUTE_MS);
    expect(completesAt - createdAt).toBeLessThanOrEqual(most * MINUTE_MS);
  }
  const durations = test.glacier.ledger.jobs().map((job) => job.completesAt - job.createdAt);
  expect(new Set(durations).size).toBeGreaterThan(10);
});

it('draws the same ids and durations from the same seed', async () => {
  const other = await startTestGlacier({ seed: 1 });
  const different = await startTestGlacier({ seed: 2 });
  try {
    const command = new InitiateJobCommand({
      accountId: '-',
      vaultName: 'photos',
      jobParameters: archive,
    });
    const [a, b, c] = await Promise.all(
      [test, other, different].map(({ client }) => client.send(command)),
    );
    expect(b?.jobId).toBe(a?.jobId);
    expect(c?.jobId).not.toBe(a?.jobId);
    const spans = [test, other].map(({ glacier }) =>
      glacier.ledger.jobs().map((job) => job.completesAt - job.createdAt),
    );
    expect(spans[0]).toStrictEqual(spans[1]);
  } finally {
    await other.stop();
    await different.stop();
  }
});

describe('a description', () => {
  it('of an archive job has every field, with nulls', async () => {
    const asked = { ...archive, Description: 'ticket 17', SNSTopic: JOB_TOPIC, Tier: 'Bulk' };
    const { sizeInBytes, treeHash } = test.glacier.addArchive('photos', {
      archiveId: 'archive-1',
      sizeInBytes: 3 * 1024 * 1024 + 5,
    });
    const { jobId } = await initiate(asked);
    const inProgress = {
      Action: 'ArchiveRetrieval',
      ArchiveId: 'archive-1',
      ArchiveSHA256TreeHash: treeHash,
      ArchiveSizeInBytes: sizeInBytes,
      Completed: false,
      CompletionDate: null,
      CreationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      InventoryRetrievalParameters: null,
      InventorySizeInBytes: null,
      JobDescription: 'ticket 17',
      JobId: jobId,
      JobOutputPath: null,
      OutputLocation: null,
      RetrievalByteRange: `0-${sizeInBytes - 1}`,
      SHA256TreeHash: null,
      SNSTopic: JOB_TOPIC,
      SelectParameters: null,
      StatusCode: 'InProgress',
      StatusMessage: 'Operation in progress.',
      Tier: 'Bulk',
      VaultARN: vaultArn('photos'),
    };
    expect(await rawDescription(jobId!)).toStrictEqual(inProgress);

    const dueAt = await test.next();
    expect(await rawDescription(jobId!)).toStrictEqual({
      ...inProgress,
      Completed: true,
      CompletionDate: new Date(dueAt!).toISOString(),
      SHA256TreeHash: treeHash,
      StatusCode: 'Succeeded',
      StatusMessage: 'Succeeded',
    });
  });

  it('of an inventory job has no tier, and a size once it has succeeded', async () => {
    test.glacier.addArchive('photos', { archiveId: 'a' });
    const { jobId } = await initiate({ Type: 'inventory-retrieval', Format: 'CSV' });
    const { InventorySizeInBytes, ...running } = await rawDescription(jobId!);
    expect(InventorySizeInBytes).toBeNull();
    expect(running).toMatchObject({
      Action: 'InventoryRetrieval',
      ArchiveId: null,
      ArchiveSizeInBytes: null,
      Tier: null,
      RetrievalByteRange: null,
      InventoryRetrievalParameters: {
        EndDate: null,
        Format: 'CSV',
        Limit: null,
        Marker: null,
        StartDate: null,
      },
    });
    await test.next();
    expect((await rawDescription(jobId!))['InventorySizeInBytes']).toBeGreaterThan(0);
  });

  it('of a select job returns the path of its output', async () => {
    const { jobId, jobOutputPath } = await initiate(select);

    expect(jobOutputPath).toBe(`test/${jobId}/`);
    expect(await rawDescription(jobId!)).toMatchObject({
      Action: 'Select',
      Tier: 'Standard',
      ArchiveId: 'archive-1',
      ArchiveSizeInBytes: null,
      JobOutputPath: jobOutputPath,
      SelectParameters: select.SelectParameters,
      OutputLocation: select.OutputLocation,
    });
  });

  it('reaches the SDK without the fields that are null', async () => {
    const { jobId } = await initiate(archive);
    const description = await test.client.send(
      new DescribeJobCommand({ accountId: ACCOUNT, vaultName: 'photos', jobId }),
    );
    expect(description).toMatchObject({ JobId: jobId, Completed: false, Tier: 'Standard' });
    expect(description.CompletionDate).toBeUndefined();
  });
});

describe('an initiation is refused', () => {
  it.each([
    [undefined, 'MissingParameterValueException', 'Required parameter missing: Type'],
    [{}, 'MissingParameterValueException', 'Required parameter missing: Type'],
    [{ Type: 'upload' }, 'InvalidParameterValueException', 'Invalid job type: upload'],
    [
      { Type: 'archive-retrieval' },
      'MissingParameterValueException',
      'Required parameter missing: ArchiveId',
    ],
    [
      { ...archive, ArchiveId: '/home/a' },
      'ResourceNotFoundException',
      'The archive ID was not found: /home/a',
    ],
    [{ ...archive, Tier: 'Fast' }, 'InvalidParameterValueException', 'Invalid tier: Fast'],
    [
      { ...archive, SNSTopic: `arn:aws:sns:us-east-1:${ACCOUNT}:t` },
      'InvalidParameterValueException',
      `SNS topics must be in the local AWS region: arn:aws:sns:us-east-1:${ACCOUNT}:t`,
    ],
    [
      { ...archive, RetrievalByteRange: '5-1023' },
      'InvalidParameterValueException',
      'Invalid byte range: 5-1023',
    ],
    [
      { ...select, SelectParameters: undefined },
      'MissingParameterValueException',
      'Required parameter missing: SelectParameters',
    ],
    [
      { ...select, OutputLocation: undefined },
      'MissingParameterValueException',
      'Required parameter missing: OutputLocation',
    ],
    [
      { Type: 'inventory-retrieval', Format: 'XML' },
      'InvalidParameterValueException',
      'Invalid inventory format: XML',
    ],
    [
      { Type: 'inventory-retrieval', ArchiveId: 'a' },
      'InvalidParameterValueException',
      'An inventory-retrieval job takes no ArchiveId and no byte range.',
    ],
  ])('for %j', async (parameters, name, message) => {
    await expect(initiate(parameters)).rejects.toMatchObject({ name, message });
    expect(test.glacier.ledger.jobs()).toStrictEqual([]);
  });

  it.each(['a'.repeat(1025), 'Größe', 'tab\t'])('for the description %j', async (Description) => {
    await expect(initiate({ ...archive, Description })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });

  it.each([
    ['', 400, 'MissingParameterValueException', 'Required parameter missing: Job Parameters'],
    ['{', 400, 'SerializationException', 'The body is not well-formed JSON.'],
    ['{"Type":7}', 400, 'SerializationException', expect.stringContaining('Job Parameters')],
  ])('for the body %j', async (body, status, code, message) => {
    const answer = await test.request('/-/vaults/photos/jobs', { method: 'POST', body });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toStrictEqual({ code, message, type: 'Client' });
  });

  it('but not for a description of 1024 printable characters', async () => {
    const Description = `${'~'.repeat(1023)} `;
    const { jobId } = await initiate({ ...archive, Description });

    expect((await rawDescription(jobId!))['JobDescription']).toBe(Description);
  });
});
