import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlacierClient, InitiateJobCommand } from '@aws-sdk/client-glacier';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import type { DeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createGlacier } from '../../lambdas/adapters/glacier/describe-job.ts';
import { createGlacierVaults } from '../../lambdas/adapters/glacier/vault-notifications.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { registerEndpoint } from '../../sandbox/control/register-endpoint.ts';
import type { GlacierSimulator } from '../../sandbox/glacier/glacier-simulator.ts';
import { startGlacier } from '../../sandbox/glacier/start-glacier.ts';
import { type Receiver, startReceiver } from '../../sandbox/receiver/start-receiver.ts';
import { createVirtualClock } from '../../sandbox/time/virtual-clock.ts';
import { anArchiveNotice, PHOTOS_ARN } from '../support/a-notice.ts';
import { POLICY } from '../support/evidence.ts';
import { appWith, createSecret, readManaged } from './declared-endpoints.ts';
import { bootstrap, deployRefused, deployService } from './deploy-service.ts';
import { destroyService, listRemains } from './destroy-service.ts';
import { ACCOUNT_ID, access, endpoint, REGION } from './emulator.ts';
import { requireEmulator } from './emulator-probes.ts';
import { followBus } from './follow-bus.ts';
import { followTopic } from './follow-topic.ts';
import { playGroup } from './play-group.ts';
import { createTimedSteps } from './timed-steps.ts';

const SentEvent = z.object({
  type: z.string(),
  data: z.object({ jobId: z.string(), source: z.string() }),
});
const CompletedGroup = z.looseObject({
  type: z.literal('glacier.group.completed'),
  data: z.looseObject({ counts: z.record(z.string(), z.number()) }),
});
const OnBus = z.looseObject({
  source: z.literal('glacier-job-notifier'),
  'detail-type': z.string(),
  detail: z.looseObject({ type: z.string() }),
});
const Transition = z.object({
  id: z.string(),
  data: z.object({
    jobId: z.string().optional(),
    group: z.string().optional(),
    sequence: z.number(),
  }),
});

/** The ids of the events of each transition of a job or a group, each id once. */
const idsByTransition = (bodies: readonly unknown[]): Record<string, string[]> => {
  const ids: Record<string, string[]> = {};
  for (const body of bodies) {
    const { id, data } = Transition.parse(body);
    const key = `${data.jobId ?? data.group} ${data.sequence}`;
    ids[key] = [...new Set([...(ids[key] ?? []), id])];
  }
  return ids;
};

const MINUTE_MS = 60_000;
const [OLD_SECRET, NEW_SECRET] = ['a', 'b'].map((letter) => `whsec_${letter.repeat(32)}`);
const EVENTS = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'];

/** A vault's configuration that is not the service's. */
const theirs = {
  topicArn: `arn:aws:sns:${REGION}:${ACCOUNT_ID}:theirs`,
  events: ['InventoryRetrievalCompleted'],
};

/** Starts a job that ends in half a minute without a notice, and returns Glacier's answer about it. */
const startSilentJob = async (glacier: GlacierSimulator) => {
  const { archiveId } = glacier.addArchive('photos', { archiveId: 'an-archive' });
  const client = new GlacierClient({ ...access, endpoint: glacier.url });
  const { jobId = '' } = await client.send(
    new InitiateJobCommand({
      accountId: '-',
      vaultName: 'photos',
      jobParameters: { Type: 'archive-retrieval', ArchiveId: archiveId, Tier: 'Expedited' },
    }),
  );
  glacier.fixJob(jobId, { outcome: 'Succeeded', durationMs: MINUTE_MS / 2 });
  const answer = await createGlacier(client).describeJob(
    { vaultArn: PHOTOS_ARN, jobId },
    new Date().toISOString(),
  );
  if (answer.kind !== 'seen') throw new Error(`Glacier answered ${answer.kind}`);
  return { ...answer.evidence, source: 'registration' } as const;
};

// One deployment is played step by step.
describe.skipIf(!endpoint)(
  'the service as deployed to AWS_ENDPOINT_URL',
  { shuffle: false },
  () => {
    const clock = createVirtualClock();
    const secrets = new Map<string, string>();
    const dynamodb = new DynamoDBClient(access);
    const sns = new SNSClient(access);
    const { time, print } = createTimedSteps();
    let glacier: GlacierSimulator | undefined;
    let receiver: Receiver | undefined;
    let outputs: DeploymentOutputs;

    beforeAll(async () => {
      glacier = await startGlacier({
        clock,
        region: REGION,
        accountId: ACCOUNT_ID,
        publish: () => Promise.resolve(),
      });
      for (const name of ['photos', 'backups', 'letters']) glacier.createVault(name);
      receiver = await startReceiver({ clock, secretFor: (path) => secrets.get(path) });
      await time('probes of the emulator', requireEmulator);
      await time('bootstrap', bootstrap);
      outputs = await time('deploy', () => deployService(settings({ vaults: 'photos' })));
      const registered = await registerEndpoint(
        { url: `${receiver.url}/hook` },
        { clients: { dynamodb }, outputs, clock },
      );
      secrets.set('/hook', registered.secret);
    }, 5 * MINUTE_MS);

    afterAll(async () => {
      print();
      await receiver?.stop();
      await glacier?.stop();
    });

    const theGlacier = () => {
      if (!glacier) throw new Error('The simulator did not start');
      return glacier;
    };

    const settings = (more: Readonly<Record<string, string>>) => ({
      glacierEndpointUrl: theGlacier().url,
      'webhooks.allowHttp': 'true',
      'webhooks.allowedCidrs': '127.0.0.0/8',
      eventBus: 'default',
      removalPolicy: 'destroy',
      ...more,
    });

    const vaultConfigurations = () =>
      createGlacierVaults(new GlacierClient({ ...access, endpoint: theGlacier().url }));

    const configured = (...names: readonly string[]) => {
      const { read } = vaultConfigurations();
      return Promise.all(
        names.map(async (name) => {
          const reading = await read(name);
          return reading.kind === 'set' ? reading.configuration : reading.kind;
        }),
      );
    };

    const ours = () => ({ topicArn: outputs.NoticeTopicArn, events: EVENTS });

    const verifiedEvents = () =>
      receiver?.received
        .filter(({ verified }) => verified)
        .map(({ body }) => SentEvent.parse(JSON.parse(body.toString())))
        .map(({ type, data }) => [type, data.jobId, data.source]);

    it('has pointed its vault at NoticeTopic, and no other', async () => {
      expect(await configured('photos', 'backups')).toStrictEqual([ours(), 'unset']);
    });

    it(
      'carries a notice from NoticeTopic to a verified webhook',
      async () => {
        const notice = anArchiveNotice({
          JobId: `noticed-${Date.now()}`,
          CompletionDate: new Date().toISOString(),
        });
        await sns.send(
          new PublishCommand({ TopicArn: outputs.NoticeTopicArn, Message: JSON.stringify(notice) }),
        );
        await vi.waitFor(
          () =>
            expect(verifiedEvents()).toContainEqual([
              'glacier.job.succeeded',
              notice.JobId,
              'notice',
            ]),
          { timeout: MINUTE_MS, interval: 500 },
        );
      },
      2 * MINUTE_MS,
    );

    it(
      'finds by its schedule a job of which no notice ever came',
      async () => {
        const evidence = await startSilentJob(theGlacier());
        const record = createRecorder(
          createDynamoJobStore(dynamodb, outputs.JobsTableName),
          POLICY,
        );
        await record(evidence, evidence.observedAt);
        await vi.waitFor(
          () =>
            expect(verifiedEvents()).toContainEqual([
              'glacier.job.succeeded',
              evidence.key.jobId,
              'describe-job',
            ]),
          { timeout: 6 * MINUTE_MS, interval: 1000 },
        );
      },
      7 * MINUTE_MS,
    );

    it(
      'completes a group of 20 jobs, of which five had no notice and one failed',
      async () => {
        const onTopic = await followTopic(outputs.EventsTopicArn);
        const onBus = await followBus('default');
        const play = { glacier: theGlacier(), dynamodb, sns, outputs };
        await playGroup(play, { group: 'wave-1', jobs: 20, silent: 5 });
        const completed = () =>
          receiver?.received
            .filter(({ verified }) => verified)
            .map(({ body }) => CompletedGroup.safeParse(JSON.parse(body.toString())))
            .flatMap(({ data }) => data ?? []);
        await vi.waitFor(() => expect(completed()).toHaveLength(1), {
          timeout: 10 * MINUTE_MS,
          interval: 1000,
        });
        expect(completed()?.[0]?.data).toMatchObject({
          group: 'wave-1',
          sequence: 1,
          expected: 20,
          counts: { Succeeded: 19, Failed: 1 },
        });
        const onTopicBodies = await onTopic.read();
        const ofTopic = onTopicBodies.map((body) => CompletedGroup.safeParse(body).data);
        expect(ofTopic.filter(Boolean)).toStrictEqual(completed());
        // Each transition of the 20 jobs once or more, and with the id that it has on the topic.
        const onBusEvents = (await onBus.read()).map((event) => OnBus.parse(event));
        for (const { detail, ...event } of onBusEvents) {
          expect(event['detail-type']).toBe(detail.type);
        }
        const onBusDetails = onBusEvents.map(({ detail }) => detail);
        expect(idsByTransition(onBusDetails)).toStrictEqual(idsByTransition(onTopicBodies));
        expect(Object.keys(idsByTransition(onBusDetails))).toHaveLength(2 * 20 + 1);
      },
      12 * MINUTE_MS,
    );

    it(
      'points an added vault at NoticeTopic and gives a dropped one back',
      async () => {
        await time('update: adds one vault, drops another', () =>
          deployService(settings({ vaults: 'backups' })),
        );
        expect(await configured('photos', 'backups')).toStrictEqual(['unset', ours()]);
      },
      2 * MINUTE_MS,
    );

    it(
      'refuses a taken vault and a missing one, takes over with "take-over", and restores what was there',
      async () => {
        await vaultConfigurations().set('letters', theirs);
        const reason = await time('update refused: one vault is taken, one missing', () =>
          deployRefused(settings({ vaults: 'photos,backups,letters,phtos' })),
        );
        expect(reason).toContain(`letters (${theirs.topicArn})`);
        expect(reason).toContain(
          'These vaults do not exist in eu-west-1 of account 123456789012: phtos.',
        );
        expect(reason).toContain('No changes were made.');
        expect(await configured('photos', 'letters')).toStrictEqual(['unset', theirs]);

        await time('update: takes a vault over', () =>
          deployService(
            settings({ vaults: 'photos,backups,letters', manageVaultNotifications: 'take-over' }),
          ),
        );
        expect(await configured('photos', 'letters')).toStrictEqual([ours(), ours()]);

        await time('update: drops it again', () =>
          deployService(settings({ vaults: 'photos,backups' })),
        );
        expect(await configured('photos', 'letters')).toStrictEqual([ours(), theirs]);
      },
      6 * MINUTE_MS,
    );

    it(
      'refuses an update that forgets the vaults',
      async () => {
        const reason = await time('update refused: settings forgotten', () =>
          deployRefused(settings({})),
        );
        expect(reason).toContain('would stop tracking photos, backups');
        expect(await configured('photos', 'backups')).toStrictEqual([ours(), ours()]);
      },
      3 * MINUTE_MS,
    );

    it(
      'adds, changes and removes the endpoints that the app declares, and restores one after a failure',
      async () => {
        const { secretArn, store } = await createSecret(OLD_SECRET!);
        const known = settings({ vaults: 'photos,backups' });
        const url = `${receiver?.url}/on-call`;
        const onCall = { url, secretArn, events: ['glacier.job.failed'] };
        const both = { OnCall: onCall, Audit: { url: `${url}-audit`, secretArn } };
        await time('update: adds two endpoints', () => deployService(known, appWith(both)));
        const read = () => readManaged(dynamodb, outputs);
        const added = await read();
        const managedBy = (id: string) =>
          `stack GlacierJobNotifier (GlacierJobNotifier/Default/ManagedEndpoints/${id})`;
        expect(added).toMatchObject([
          { managedBy: managedBy('OnCall'), url, secrets: [[OLD_SECRET, false]] },
          { managedBy: managedBy('Audit'), url: `${url}-audit` },
        ]);

        const changed = { ...onCall, url: `${url}-2`, secretVersionId: await store(NEW_SECRET!) };
        await time('update: changes one endpoint, removes the other', () =>
          deployService(known, appWith({ OnCall: changed })),
        );
        const updated = await read();
        expect(updated).toStrictEqual([
          {
            ...added[0],
            url: `${url}-2`,
            secrets: [
              [NEW_SECRET, false],
              [OLD_SECRET, true],
            ],
          },
        ]);

        const broken = { url, secretArn, secretVersionId: 'an-unknown-version-of-the-secret' };
        const failing = { OnCall: { ...changed, url: `${url}-3` }, Broken: broken };
        const reason = await time('update refused: a version is unknown', () =>
          deployRefused(known, appWith(failing)),
        );
        expect(reason).toContain("can't find the specified secret version");
        // The emulator rolls back by deleting. It is asked for the former endpoint, with a change beside it.
        await time('update: the former endpoint, and the other one again', () =>
          deployService(known, appWith({ ...both, OnCall: changed })),
        );
        expect(await read()).toMatchObject([...updated, { managedBy: managedBy('Audit') }]);
      },
      8 * MINUTE_MS,
    );

    it(
      'leaves nothing behind, and every vault as it was',
      async () => {
        expect(await listRemains()).not.toStrictEqual([]);
        await time('destroy', destroyService);
        expect(await listRemains()).toStrictEqual([]);
        expect(await configured('photos', 'backups', 'letters')).toStrictEqual([
          'unset',
          'unset',
          theirs,
        ]);
      },
      6 * MINUTE_MS,
    );

    it(
      'deploys again after it was deleted, and can be deleted again',
      async () => {
        outputs = await time('deploy again', () => deployService(settings({ vaults: 'photos' })));
        expect(await configured('photos')).toStrictEqual([ours()]);
        await time('destroy again', destroyService);
        expect(await listRemains()).toStrictEqual([]);
        expect(await configured('photos')).toStrictEqual(['unset']);
      },
      6 * MINUTE_MS,
    );
  },
);
