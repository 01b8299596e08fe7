import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlacierClient } from '@aws-sdk/client-glacier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobRegistry } from '../../registry/job-registry.ts';
import { findStackPlace } from '../../registry/stack-place.ts';
import { vaultArn } from '../sandbox/glacier/start-test-glacier.ts';
import { anArchiveNotice } from '../support/a-notice.ts';
import { path } from '../support/evidence.ts';
import { startTrackingWorld, type TrackingWorld } from '../support/start-tracking-world.ts';

const PLACE = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' };
const PENDING = { StatusCode: 'InProgress', CompletionDate: null };
const TABLE_ARN = 'arn:aws:dynamodb:eu-west-1:123456789012:table/jobs';

let world: TrackingWorld;
beforeAll(async () => {
  world = await startTrackingWorld();
});
afterAll(() => world.stop());

/** A client that answers DescribeTable with an ARN, and counts; everything else is the emulator's. */
const describedAs = (tableArn: string | undefined) => {
  const counts = { described: 0 };
  const client = Object.create(world.dynamo) as DynamoDBClient;
  client.send = ((command: object, ...rest: unknown[]) => {
    if (command instanceof DescribeTableCommand) {
      counts.described += 1;
      return Promise.resolve({ Table: { TableArn: tableArn } });
    }
    return (world.dynamo.send as (...given: unknown[]) => unknown)(command, ...rest);
  }) as DynamoDBClient['send'];
  return { client, counts };
};

const aRegistry = (options: Partial<Parameters<typeof createJobRegistry>[0]> = {}) =>
  createJobRegistry({
    jobsTableName: world.tableName,
    place: PLACE,
    dynamo: world.dynamo,
    glacier: world.client,
    now: world.now,
    ...options,
  });

describe('a registry of jobs', () => {
  it('follows a job from its start to its collection', async () => {
    const { registerJob, collectJob } = aRegistry();
    const { jobId } = await world.initiate({ Tier: 'Expedited' });
    const target = { vault: 'photos', jobId };
    expect(await registerJob(target)).toMatchObject({ kind: 'registered', status: 'InProgress' });
    expect(await registerJob(target)).toMatchObject({ kind: 'already-tracked' });
    expect(await collectJob(target)).toMatchObject({ kind: 'refused', reason: 'job-pending' });
    await world.next();
    expect(await collectJob({ vault: vaultArn('photos'), jobId })).toMatchObject({
      kind: 'collected',
      statuses: ['Collected'],
    });
    expect(await collectJob(target)).toMatchObject({ kind: 'already-collected' });
    const job = await world.jobs.read({ vaultArn: vaultArn('photos'), jobId });
    expect(path(job)).toStrictEqual(['InProgress', 'Succeeded', 'Collected']);
    expect(job?.transitions.map(({ source }) => source)).toStrictEqual([
      'registration',
      'describe-job',
      'collection',
    ]);
  });

  it.each([-25, 26])(
    'records as of the time of AWS on a machine that is %d h off',
    async (hours) => {
      const trueMs = Date.now() - hours * 3_600_000;
      const server = createServer((_request, response) => {
        response.setHeader('Date', new Date(trueMs).toUTCString());
        response.end(JSON.stringify({ ...anArchiveNotice(), JobId: `off${hours}`, ...PENDING }));
      }).listen(0);
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const glacier = new GlacierClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      const { registerJob } = aRegistry({ glacier, now: undefined } as object);
      await registerJob({ vault: 'photos', jobId: `off${hours}` });
      server.close();
      const job = await world.jobs.read({ vaultArn: vaultArn('photos'), jobId: `off${hours}` });
      for (const at of [job?.firstSeenAt, job?.transitions[0]?.at]) {
        expect(Math.abs(Date.parse(at ?? '') - trueMs)).toBeLessThan(60_000);
      }
    },
  );

  it('collects by force where Glacier cannot be asked', async () => {
    const { registerJob, collectJob } = aRegistry();
    const { jobId } = await world.initiate();
    const target = { vault: 'photos', jobId };
    await registerJob(target);
    world.glacier.faults.set({ denyAccess: 1 });
    const asked = collectJob(target);
    await expect(asked).rejects.toMatchObject({ name: 'GlacierCallError', outcome: 'denied' });
    const forced = await collectJob(target, { force: true });
    world.glacier.faults.clear();
    expect(forced).toMatchObject({ kind: 'collected', statuses: ['Succeeded', 'Collected'] });
  });

  it('really waits for a job that is seconds old', async () => {
    world.glacier.faults.set({ hideJobsForMs: 500 });
    const { jobId } = await world.initiate();
    const registered = await aRegistry().registerJob({ vault: 'photos', jobId });
    world.glacier.faults.clear();
    expect(registered.kind).toBe('registered');
  });

  it('takes the account and region from the Jobs table, and asks once', async () => {
    const { client, counts } = describedAs(TABLE_ARN);
    const registry = createJobRegistry({
      jobsTableName: world.tableName,
      dynamo: client,
      glacier: world.client,
      now: world.now,
    });
    const { jobId } = await world.initiate();
    for (const kind of ['registered', 'already-tracked']) {
      expect(await registry.registerJob({ vault: 'photos', jobId })).toMatchObject({ kind });
    }
    expect(counts.described).toBe(1);
  });

  it('sends nothing, not even that, about what cannot be right', async () => {
    const { client, counts } = describedAs(TABLE_ARN);
    const registry = createJobRegistry({ jobsTableName: world.tableName, dynamo: client });
    await expect(registry.registerJob({ vault: 'photos', jobId: '' })).rejects.toThrow('jobId ""');
    await expect(registry.collectJob({ vault: '..', jobId: 'j' })).rejects.toThrow('vault ".."');
    expect(counts.described).toBe(0);
  });

  it('refuses a vault of another region, and one that is not tracked', async () => {
    const vault = vaultArn('photos').replace('eu-west-1', 'eu-west-2');
    await expect(aRegistry().registerJob({ vault, jobId: 'j' })).rejects.toThrow(
      'foreign region eu-west-2',
    );
    await expect(
      aRegistry({ vaults: ['backups'] }).collectJob({ vault: 'photos', jobId: 'j' }),
    ).rejects.toThrow('vault photos is not in the setting "vaults"');
  });
});

describe('the place of the stack', () => {
  it('is that of a table given by its ARN, without a request', async () => {
    const { client, counts } = describedAs(undefined);
    expect(await findStackPlace(client, TABLE_ARN)).toStrictEqual(PLACE);
    expect(counts.described).toBe(0);
  });

  it('is what DynamoDB says of a table given by its name', async () => {
    const [, partition, , region, accountId] =
      (
        await world.dynamo.send(new DescribeTableCommand({ TableName: world.tableName }))
      ).Table?.TableArn?.split(':') ?? [];
    expect(await findStackPlace(world.dynamo, world.tableName)).toStrictEqual({
      partition,
      region,
      accountId,
    });
  });

  it('is not guessed', async () => {
    await expect(findStackPlace(describedAs('jobs').client, 'jobs')).rejects.toThrow(
      'no account and Region for the table jobs',
    );
    await expect(findStackPlace(world.dynamo, 'missing')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
