import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BEFORE_GROUPS, hasCommit } from '../support/earlier-bundle.ts';
import { bootstrap } from './deploy-service.ts';
import { destroyService } from './destroy-service.ts';
import { access, endpoint } from './emulator.ts';
import { requireEmulator } from './emulator-probes.ts';
import { followTopic } from './follow-topic.ts';
import { createReleaseWorld } from './release-world.ts';

const MINUTE_MS = 60_000;
const root = join(import.meta.dirname, '../..');
const STATEFUL = ['AWS::DynamoDB::Table', 'AWS::SNS::Topic', 'AWS::SQS::Queue', 'AWS::KMS::Key'];

interface Sent {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly jobId: string };
}

// One deployment is played step by step.
describe.skipIf(!endpoint || !hasCommit(BEFORE_GROUPS))(
  'an upgrade at AWS_ENDPOINT_URL from the version before groups',
  { shuffle: false },
  () => {
    const earlier = mkdtempSync(join(tmpdir(), 'earlier-'));
    let world: Awaited<ReturnType<typeof createReleaseWorld>>;
    let topic: Awaited<ReturnType<typeof followTopic>>;
    let jobs = 0;

    /** Notifies of jobs, one every two seconds, while something is done. */
    const whileNotifying = async (work: Promise<unknown>) => {
      let isOver = false;
      const end = () => {
        isOver = true;
      };
      void work.then(end, end);
      while (!isOver) {
        await world.notify(`job-${jobs}`);
        jobs += 1;
        await new Promise((resolve) => setTimeout(resolve, 2000));
      }
      await work;
    };

    const deployEarlier = () =>
      world.run(
        `npx cdk deploy --require-approval never --method direct --no-rollback -o cdk.out ${world.context}`,
        earlier,
      );

    const physicalIds = async () => {
      const client = new CloudFormationClient(access);
      const listed: StackResourceSummary[] = [];
      const pages = paginateListStackResources({ client }, { StackName: 'GlacierJobNotifier' });
      for await (const { StackResourceSummaries = [] } of pages) {
        listed.push(...StackResourceSummaries);
      }
      const stateful = listed
        .filter(({ ResourceType = '' }) => STATEFUL.includes(ResourceType))
        .map((one) => [one.LogicalResourceId, one.PhysicalResourceId]);
      return Object.fromEntries(stateful) as Record<string, string>;
    };

    /** What the receiver has accepted at a path: the ids of the events of each job. */
    const acceptedAt = (path: string) => {
      const sent = world.receiver.received
        .filter((one) => one.path === path && one.verified && one.answeredStatus === 200)
        .map(({ body }) => JSON.parse(body.toString()) as Sent);
      return idsByJob(sent);
    };
    const idsByJob = (sent: readonly Sent[]) =>
      Map.groupBy(
        new Set(sent.map(({ id, data }) => `${data.jobId} ${id}`)),
        (one) => one.split(' ')[0],
      );

    const expectOneEventEach = async () => {
      for (const path of ['/up', '/down']) {
        await vi.waitFor(() => expect(acceptedAt(path).size).toBe(jobs), {
          timeout: 5 * MINUTE_MS,
          interval: 1000,
        });
        expect([...acceptedAt(path).values()].filter((ids) => ids.length > 1)).toStrictEqual([]);
      }
    };

    beforeAll(async () => {
      await requireEmulator();
      const archive = execFileSync('git', ['archive', BEFORE_GROUPS], {
        cwd: root,
        maxBuffer: 1e9,
      });
      execFileSync('tar', ['-x', '-C', earlier], { input: archive });
      symlinkSync(join(root, 'node_modules'), join(earlier, 'node_modules'));
      world = await createReleaseWorld();
      await world.makeRelease();
      await bootstrap();
      await deployEarlier();
      topic = await followTopic((await world.outputs()).EventsTopicArn);
      await world.addEndpoint('/up');
      await world.addEndpoint('/down');
    }, 6 * MINUTE_MS);

    afterAll(async () => {
      await world.stop();
      rmSync(earlier, { recursive: true });
    });

    it(
      'replaces nothing, loses no event and announces none twice; nor does the rollback',
      async () => {
        const before = await physicalIds();
        world.receiver.answerBy((path) => (path === '/down' ? { status: 503 } : undefined));
        await whileNotifying(world.deployRelease());
        const upgraded = await physicalIds();
        expect(upgraded).toMatchObject(before);
        const added = Object.keys(upgraded).filter((id) => before[id] === undefined);
        expect(added.toSorted().join()).toMatch(/^GroupMonitorFailed\w+,GroupsTable\w+$/);
        world.receiver.answerBy(() => undefined);
        await expectOneEventEach();
        const atUpgrade = jobs;

        await whileNotifying(deployEarlier());
        expect(await physicalIds()).toStrictEqual(before);
        await expectOneEventEach();

        const published = (await topic.read()) as Sent[];
        expect([...idsByJob(published).values()].map((ids) => ids.length)).toStrictEqual(
          Array.from({ length: jobs }, () => 1),
        );
        const { JobsTableName } = await world.outputs();
        const { Items = [] } = await new DynamoDBClient(access).send(
          new ScanCommand({ TableName: JobsTableName }),
        );
        expect(Items.map(({ transitions }) => transitions?.L?.length)).toStrictEqual(
          Array.from({ length: jobs }, () => 1),
        );
        process.stdout.write(
          `${atUpgrade} jobs during the upgrade, ${jobs - atUpgrade} during the rollback.
`,
        );
        await destroyService();
      },
      25 * MINUTE_MS,
    );
  },
);
