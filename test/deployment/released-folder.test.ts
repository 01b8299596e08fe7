import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { destroyService, listRemains } from './destroy-service.ts';
import { access, endpoint } from './emulator.ts';
import { requireEmulator } from './emulator-probes.ts';
import { createReleaseWorld } from './release-world.ts';

const MINUTE_MS = 60_000;

// One deployment is played step by step.
describe.skipIf(!endpoint)(
  'the release folder as deployed to AWS_ENDPOINT_URL',
  { shuffle: false },
  () => {
    let world: Awaited<ReturnType<typeof createReleaseWorld>>;

    beforeAll(async () => {
      await requireEmulator();
      world = await createReleaseWorld();
      await world.makeRelease();
      await world.deployRelease();
      await world.addEndpoint('/hook');
    }, 5 * MINUTE_MS);

    afterAll(() => world.stop());

    it(
      'carries a notice to a verified webhook',
      async () => {
        const jobId = `noticed-${Date.now()}`;
        await world.notify(jobId);
        const verified = () => world.receiver.received.filter((one) => one.verified);
        await vi.waitFor(() => expect(verified()).not.toHaveLength(0), {
          timeout: MINUTE_MS,
          interval: 500,
        });
        const { JobsTableName } = await world.outputs();
        const { Items } = await new DynamoDBClient(access).send(
          new ScanCommand({ TableName: JobsTableName }),
        );
        expect(Items).toMatchObject([{ jobId: { S: jobId }, status: { S: 'Succeeded' } }]);
      },
      2 * MINUTE_MS,
    );

    it(
      'is deleted with the stack',
      async () => {
        await destroyService();
        expect(await listRemains()).toStrictEqual([]);
      },
      6 * MINUTE_MS,
    );
  },
);
