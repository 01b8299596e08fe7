import {
  GetJobOutputCommand,
  InitiateJobCommand,
  type JobParameters,
} from '@aws-sdk/client-glacier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlacier, type TestGlacier, vaultArn } from '../start-test-glacier.ts';

const MIB = 1024 * 1024;
let test: TestGlacier;
beforeEach(async () => {
  test = await startTestGlacier();
});
afterEach(() => test.stop());

const photos = { accountId: '-', vaultName: 'photos' };

const initiate = async (jobParameters: JobParameters) => {
  const { jobId } = await test.client.send(new InitiateJobCommand({ ...photos, jobParameters }));
  return jobId!;
};
const finish = async (jobParameters: JobParameters) => {
  const jobId = await initiate(jobParameters);
  await test.next();
  return jobId;
};
const output = async (jobId: string, range?: string) => {
  const answer = await test.client.send(new GetJobOutputCommand({ ...photos, jobId, range }));
  return { ...answer, bytes: Buffer.from((await answer.body?.transformToByteArray()) ?? []) };
};
const archive = { Type: 'archive-retrieval', ArchiveId: 'archive-1' };
const notAvailable = (jobId: string) => ({
  name: 'InvalidParameterValueException',
  message: `The job is not currently available for download: ${jobId}`,
});

describe('the output of an archive job', () => {
  it('is the archive with its size, its hash and its description', async () => {
    const { sizeInBytes, treeHash } = test.glacier.addArchive('photos', {
      archiveId: 'archive-1',
      description: 'holiday',
      sizeInBytes: 2 * MIB + 17,
    });
    const given = await output(await finish(archive));

    expect(given).toMatchObject({
      status: 200,
      checksum: treeHash,
      contentType: 'application/octet-stream',
      acceptRanges: 'bytes',
      archiveDescription: 'holiday',
    });
    expect(given.bytes).toHaveLength(sizeInBytes);
    expect(given.contentRange).toBeUndefined();
  });

  it('comes in parts, without a hash where they are not aligned', async () => {
    const jobId = await finish(archive);
    const { bytes } = await output(jobId);
    const part = await output(jobId, 'bytes=10-19');

    expect(part).toMatchObject({ status: 206, contentRange: `bytes 10-19/${bytes.length}` });
    expect(part.checksum).toBeUndefined();
    expect(part.bytes).toStrictEqual(bytes.subarray(10, 20));
    expect((await output(jobId, 'bytes=1000-')).bytes).toStrictEqual(bytes.subarray(1000));
    expect((await output(jobId, 'bytes=1000-999999')).contentRange).toBe(
      `bytes 1000-${bytes.length - 1}/${bytes.length}`,
    );
  });

  it('is the retrieved part where the job asked for one', async () => {
    test.glacier.addArchive('photos', { archiveId: 'archive-1', sizeInBytes: 2 * MIB + 17 });
    const whole = (await output(await finish(archive))).bytes;
    const middle = `${MIB}-${2 * MIB - 1}`;
    const part = await output(await finish({ ...archive, RetrievalByteRange: middle }));

    expect(part.bytes.equals(whole.subarray(MIB, 2 * MIB))).toBe(true);
    expect(part.checksum).toMatch(/^[0-9a-f]{64}$/);
    const described = test.glacier.ledger.jobs()[1];
    const answer = await test.request(`/-/vaults/photos/jobs/${described?.jobId}`);
    expect(await answer.json()).toMatchObject({
      RetrievalByteRange: middle,
      SHA256TreeHash: part.checksum,
    });
  });

  it('has no hash where the retrieved part is not aligned', async () => {
    test.glacier.addArchive('photos', { archiveId: 'archive-1', sizeInBytes: 4 * MIB });
    const jobId = await finish({ ...archive, RetrievalByteRange: `${MIB}-${3 * MIB - 1}` });

    expect((await output(jobId)).checksum).toBeUndefined();
    const answer = await test.request(`/-/vaults/photos/jobs/${jobId}`);
    expect(await answer.json()).toMatchObject({ SHA256TreeHash: null });
    expect((await output(jobId, `bytes=0-${MIB - 1}`)).checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the end of the archive where the job asked for that', async () => {
    test.glacier.addArchive('photos', { archiveId: 'archive-1', sizeInBytes: 2 * MIB + 17 });
    const range = `${2 * MIB}-${2 * MIB + 16}`;

    expect(
      (await output(await finish({ ...archive, RetrievalByteRange: range }))).bytes,
    ).toHaveLength(17);
  });

  it.each([`5-${MIB - 1}`, '0-1000', `0-${3 * MIB - 1}`, `${3 * MIB}-${4 * MIB - 1}`, 'all'])(
    'cannot be the part %s of an archive of 2 MiB and 17 bytes',
    async (RetrievalByteRange) => {
      test.glacier.addArchive('photos', { archiveId: 'archive-1', sizeInBytes: 2 * MIB + 17 });

      await expect(initiate({ ...archive, RetrievalByteRange })).rejects.toMatchObject({
        name: 'InvalidParameterValueException',
        message: `Invalid byte range: ${RetrievalByteRange}`,
      });
    },
  );

  it.each(['bytes=9999999-', 'bytes=9999998-9999999', 'bytes=9-8', 'bytes=-5'])(
    'refuses the part %s',
    async (range) => {
      const jobId = await finish(archive);

      await expect(output(jobId, range)).rejects.toMatchObject({
        name: 'InvalidParameterValueException',
        message: `Invalid range: ${range}`,
      });
    },
  );
});

describe('the output of an inventory job', () => {
  beforeEach(() => {
    test.glacier.addArchive('photos', {
      archiveId: 'a',
      sizeInBytes: 5,
      description: 'say "hi", b',
    });
    test.glacier.addArchive('photos', { archiveId: 'b', sizeInBytes: 7 });
  });

  it('is JSON of the archives at the time of the initiation', async () => {
    const jobId = await initiate({ Type: 'inventory-retrieval' });
    test.glacier.addArchive('photos', { archiveId: 'c' });
    await test.next();
    const given = await output(jobId);

    expect(given).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(given.checksum).toBeUndefined();
    expect(JSON.parse(given.bytes.toString())).toStrictEqual({
      VaultARN: vaultArn('photos'),
      InventoryDate: new Date(test.glacier.ledger.jobs()[0]!.createdAt).toISOString(),
      ArchiveList: [
        expect.objectContaining({ ArchiveId: 'a', Size: 5, ArchiveDescription: 'say "hi", b' }),
        expect.objectContaining({ ArchiveId: 'b', Size: 7, ArchiveDescription: '' }),
      ],
    });
  });

  it('is CSV with quotes as Glacier sets them', async () => {
    const given = await output(await finish({ Type: 'inventory-retrieval', Format: 'CSV' }));
    const [header, first, ...rest] = given.bytes.toString().split('\n');

    expect(given.contentType).toBe('text/csv');
    expect(header).toBe('ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash');
    expect(first).toMatch(/^a,"say \\"hi\\", b",[^,]+Z,5,[0-9a-f]{64}$/);
    expect(rest).toHaveLength(2);
  });

  it('comes in pages where the job set a limit', async () => {
    const page = async (InventoryRetrievalParameters: object) => {
      const jobId = await finish({ Type: 'inventory-retrieval', InventoryRetrievalParameters });
      const { bytes } = await output(jobId);
      const read = JSON.parse(bytes.toString()) as { ArchiveList: { ArchiveId: string }[] };
      const answer = await test.request(`/-/vaults/photos/jobs/${jobId}`);
      const described = (await answer.json()) as {
        InventoryRetrievalParameters: { Marker: string | null };
        InventorySizeInBytes: number;
      };
      expect(described.InventorySizeInBytes).toBe(bytes.length);
      return {
        ids: read.ArchiveList.map(({ ArchiveId }) => ArchiveId),
        marker: described.InventoryRetrievalParameters.Marker,
      };
    };
    expect(await page({ Limit: '1' })).toStrictEqual({ ids: ['a'], marker: 'a' });
    expect(await page({ Limit: '1', Marker: 'a' })).toStrictEqual({ ids: ['b'], marker: null });
    expect(await page({ StartDate: '2999-01-01T00:00:00Z' })).toMatchObject({ ids: [] });
    expect(await page({ EndDate: '2999-01-01T00:00:00Z' })).toMatchObject({ ids: ['a', 'b'] });
    expect(await page({ EndDate: '2001-01-01T00:00:00Z' })).toMatchObject({ ids: [] });
  });
});

describe('no output', () => {
  it('is there before the job completes, or when it has failed', async () => {
    const jobId = await initiate(archive);
    await expect(output(jobId)).rejects.toMatchObject(notAvailable(jobId));
    test.glacier.faults.failJob(jobId);
    await test.next();

    await expect(output(jobId)).rejects.toMatchObject(notAvailable(jobId));
  });

  it('comes from a select job', async () => {
    const jobId = await finish({
      ...archive,
      Type: 'select',
      SelectParameters: { Expression: 'select * from archive' },
      OutputLocation: { S3: { BucketName: 'bucket' } },
    });

    await expect(output(jobId)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('is left once the job is forgotten', async () => {
    const jobId = await finish(archive);
    test.clock.advance(24 * 3_600_000);

    await expect(output(jobId)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `The job ID was not found: ${jobId}`,
    });
  });
});
