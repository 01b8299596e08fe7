import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteVaultNotificationsCommand, GlacierClient } from '@aws-sdk/client-glacier';
import { SetSubscriptionAttributesCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { lookUp } from '../../../cli/doctor/look-up.ts';
import type { SandboxSchedule } from '../../../sandbox/sources/schedule.ts';
import { anArchiveNotice } from '../../support/a-notice.ts';
import { policyOf } from '../../support/doctor-facts.ts';
import { startDoctorWorld } from '../../support/doctor-world.ts';

type World = Awaited<ReturnType<typeof startDoctorWorld>>;

const MINUTE = 60_000;

/** Changes something until the test has ended. */
const change = <Thing extends object>(thing: Thing, changes: Partial<Thing>): void => {
  const before = { ...thing };
  Object.assign(thing, changes);
  onTestFinished(() => void Object.assign(thing, before));
};

it('goes on where a step fails in any way', async () => {
  expect(await lookUp(() => Promise.reject(new TypeError('x\u001b')))).toStrictEqual({
    kind: 'unchecked',
    reason: expect.stringMatching(/^TypeError: x/),
  });
});

describe('where all is well', () => {
  let world: World;
  let atStart: Awaited<ReturnType<World['examineSandbox']>>;

  beforeAll(async () => {
    world = await startDoctorWorld();
    atStart = await world.examineSandbox();
    await world.sandbox.advance(20 * MINUTE);
  }, 120_000);

  afterAll(() => world.stop());

  describe('of a stack', () => {
    it('finds no problem', async () => {
      const { code, isHealthy, amiss } = await world.examine();
      expect({ code, isHealthy, amiss }).toStrictEqual({ code: 0, isHealthy: true, amiss: [] });
    });

    it.each([
      ['functions', 'lambda:GetFunctionConfiguration'],
      ['resources', 'cloudformation:ListStackResources'],
    ] as const)(
      'ends with 3 without the permission to look at %s, and checks the rest',
      async (denied, action) => {
        change(world.aws, { denied });
        const { code, isHealthy, at } = await world.examine();
        for (const name of ['subscription', 'intake', 'polling', 'delivery']) {
          expect(at(name)).toMatchObject({
            kind: 'unchecked',
            reason: expect.stringContaining(action),
          });
        }
        expect(at('notifications')?.kind).toBe('fine');
        expect({ code, isHealthy }).toStrictEqual({ code: 3, isHealthy: false });
      },
    );

    it('ends with 3 where the stack has no such part', async () => {
      const { PhotosSenderFunction0123ABCD: _, ...resources } = world.aws.resources;
      change(world.aws, { resources });
      const { code, amiss } = await world.examine();
      expect(amiss).toMatchObject([{ step: 'delivery', kind: 'unchecked' }]);
      expect(code).toBe(3);
    });

    it('prints its summary, with the number of steps that it could not check', async () => {
      expect(await world.summary()).toBe('No problems found.');
      const { PhotosSenderFunction0123ABCD: _, ...resources } = world.aws.resources;
      change(world.aws, { resources });
      expect(await world.summary()).toBe(
        'No problems found in the checked steps. Steps not checked: 1.',
      );
      change(world.aws, { runs: 0 });
      expect(await world.summary()).toBe(
        'No problems found in the checked steps. Steps not checked: 2.',
      );
    });

    it('calls it starting while it is younger than its first metrics', async () => {
      change(world.aws, { runs: 0, updatedAt: new Date(Date.now() - 3 * MINUTE).toISOString() });
      const { code, isHealthy, amiss } = await world.examine();
      expect(amiss).toStrictEqual([
        { step: 'polling', kind: 'starting', detail: 'no runs yet, deployed 3 min ago' },
      ]);
      expect({ code, isHealthy }).toStrictEqual({ code: 0, isHealthy: true });
    });

    it('takes an emulator without metrics for no fault of the poller', async () => {
      change(world.aws, { runs: 0 });
      const { code, amiss } = await world.examine();
      expect(amiss).toStrictEqual([
        {
          step: 'polling',
          kind: 'unchecked',
          reason: 'Error: the AWS emulator has no poller metrics',
        },
      ]);
      expect(code).toBe(3);
    });
  });

  describe('of a sandbox', () => {
    const functionOf = ({ sandbox }: World, name: string) => sandbox.functions.get(name)!;

    it('checks every step', async () => {
      const { code, amiss, at } = await world.examineSandbox();
      expect({ code, amiss }).toStrictEqual({ code: 0, amiss: [] });
      // The oldest run leaves the window shortly before the next one ends.
      expect(at('polling')).toMatchObject({
        detail: expect.stringMatching(/^runs in the last 15 minutes: 1[45]$/),
      });
    });

    it('prints the number of its findings by severity', async () => {
      change(functionOf(world, 'Intake'), { invocable: false });
      expect(await world.summaryOfSandbox()).toBe('Problems found (critical: 1, warnings: 0).');
    });

    it('calls it starting before the first run of its poller', () => {
      const { code, isHealthy, amiss } = atStart;
      expect(amiss).toMatchObject([{ step: 'polling', kind: 'starting' }]);
      expect({ code, isHealthy }).toStrictEqual({ code: 0, isHealthy: true });
    });

    it.each<[string, RegExp, (world: World) => void]>([
      ['intake', /does not exist/, (at) => change(functionOf(at, 'Intake'), { invocable: false })],
      [
        'subscription',
        /is not subscribed/,
        (at) =>
          change(functionOf(at, 'Intake'), {
            subscribers: [{ protocol: 'sqs', endpoint: 'arn:other' }],
          }),
      ],
      [
        'polling',
        /PollerSchedule is DELETED/,
        ({ sandbox }) => {
          const schedules = sandbox.schedules as Map<string, SandboxSchedule>;
          const schedule = schedules.get('Poller/Schedule')!;
          schedules.delete('Poller/Schedule');
          onTestFinished(() => void schedules.set('Poller/Schedule', schedule));
        },
      ],
      [
        'delivery',
        /does not read .*: its event source mapping is Disabled/,
        (at) =>
          change(functionOf(at, 'Sender'), {
            mappings: [{ id: 'm', source: 'arn:queue', state: 'Disabled' }],
          }),
      ],
    ])('finds the fault at %s: %s', async (step, problem, seed) => {
      seed(world);
      const { code, amiss } = await world.examineSandbox();
      expect(amiss).toMatchObject([
        { step, kind: 'findings', findings: [{ problem: expect.stringMatching(problem) }] },
      ]);
      expect(code).toBe(1);
    });

    const vaultArn = anArchiveNotice().VaultARN;

    it.each<[string, 'Jobs' | 'Endpoints' | 'Deliveries', Record<string, string>, object]>([
      ['job', 'Jobs', { vaultArn, jobId: 'damaged' }, { transitions: 'oops' }],
      ['job of a later version', 'Jobs', { vaultArn, jobId: 'newer' }, { status: 'Paused' }],
      ['endpoint', 'Endpoints', { endpointId: 'ep_damaged' }, { state: 5 }],
      [
        'delivery',
        'Deliveries',
        { eventId: 'evt_1', endpointId: 'ep_failing' },
        { updatedAt: '2026-03-14T09:00:00.000Z', state: 'parked', attemptCount: 'oops' },
      ],
    ])('finds the damaged row of a %s, and checks the rest', async (_, table, key, damage) => {
      const { sandbox, record, hoursAgo } = world;
      const { dynamodb } = sandbox.clients;
      const put = async (name: typeof table, item: Record<string, string>, rest: object) => {
        const TableName = sandbox.outputs[`${name}TableName`];
        onTestFinished(async () => {
          await dynamodb.send(new DeleteItemCommand({ TableName, Key: marshall(item) }));
        });
        if (name !== 'Jobs') {
          const Item = marshall({ ...item, ...rest });
          await dynamodb.send(new PutItemCommand({ TableName, Item }));
          return;
        }
        const CreationDate = hoursAgo(40);
        await record('registration', {
          CreationDate,
          JobId: item['jobId'],
          CompletionDate: hoursAgo(1),
        });
        const [[attribute = '', value] = []] = Object.entries(rest);
        await dynamodb.send(
          new UpdateItemCommand({
            TableName,
            Key: marshall(item),
            UpdateExpression: 'SET #a = :v',
            ExpressionAttributeNames: { '#a': attribute },
            ExpressionAttributeValues: marshall({ ':v': value }),
          }),
        );
      };
      const failing = { state: 'enabled', failingSince: '2026-03-14T09:00:00.000Z' };
      if (table === 'Deliveries') await put('Endpoints', { endpointId: 'ep_failing' }, failing);
      await put(table, key, damage);
      const { code, steps, at } = await world.examineSandbox();
      expect(code).toBe(1);
      expect(steps.filter(({ kind }) => kind === 'unchecked')).toStrictEqual([]);
      expect(at('rows')).toMatchObject({
        kind: 'findings',
        findings: [
          {
            severity: 'critical',
            problem: expect.stringMatching(
              `The item of the ${table} table .*${Object.values(key).at(-1)}`,
            ),
            fix: expect.stringContaining(JSON.stringify(marshall(key))),
          },
        ],
      });
      const { stdout } = await sandbox.run('doctor');
      expect(stdout).toMatch(/^ok +failure queues/m);
      expect(stdout).toMatch(/^ERROR +table rows/m);
      const count = stdout.match(/^WARNING /gm)?.length ?? 0;
      expect(stdout).toContain(`, warnings: ${count})`);
    });
  });
});

describe('with a fault at each step', () => {
  let world: World;
  let found: Awaited<ReturnType<World['examine']>>;

  beforeAll(async () => {
    world = await startDoctorWorld();
    await seedFaults(world);
    found = await world.examine();
  }, 120_000);

  afterAll(() => world.stop());

  it('ends with 1', () => {
    expect(found).toMatchObject({ code: 1, isHealthy: false });
  });

  it.each<[string, RegExp, RegExp]>([
    ['vault', /vault gone .* does not exist/, /^aws glacier list-vaults/],
    [
      'notifications',
      /vault backups has no notification configuration/,
      /^aws glacier set-vault-notifications/,
    ],
    [
      'topic-policy',
      /statement Lock .* denies publishing to Glacier/,
      /^aws sns set-topic-attributes/,
    ],
    ['topic-key', /the AWS managed key/, /KmsMasterKeyId --attribute-value '' --region eu-west-1$/],
    ['subscription', /drops every notice/, /^aws sns set-subscription-attributes/],
    ['intake', /intake is fully throttled/, /^aws lambda delete-function-concurrency/],
    ['intake', /SNS is not allowed to invoke intake/, /^aws lambda add-permission/],
    [
      'notices-seen',
      /The last 3 completions/,
      /^glacier-jobs notices list --stack S --region eu-west-1$/,
    ],
    ['polling', /PollerSchedule is DISABLED/, /update-schedule --cli-input-json/],
    ['delivery', /fanout does not read/, /--uuid uuid-fanout --enabled/],
    ['delivery', /sender does not read DeliveryQueue: .* deleted/, /list-event-source-mappings/],
    ['queues', /FailedNoticesQueue contains 1 notices/, /^glacier-jobs notices redrive/],
    ['endpoints', /is disabled and receives no events/, /^glacier-jobs endpoints enable ep_/],
    ['overdue', /1 pending Standard jobs/, /^glacier-jobs jobs list/],
  ])('finds the one at %s: %s', (step, problem, fix) => {
    expect(found.at(step)).toMatchObject({
      kind: 'findings',
      findings: expect.arrayContaining([
        {
          severity: expect.any(String),
          problem: expect.stringMatching(problem),
          fix: expect.stringMatching(fix),
        },
      ]),
    });
  });
});

/** One fault at each step of the path. */
const seedFaults = async (world: World) => {
  const { sandbox, aws, subscriptionArn, record, hoursAgo } = world;
  const { clients, outputs, urls } = sandbox;
  const { NoticeTopicArn: TopicArn } = outputs;
  const settings = JSON.parse(outputs.JobSettings);
  aws.outputs['PhotosJobSettings'] = JSON.stringify({
    ...settings,
    vaults: [...settings.vaults, 'gone'],
  });
  const glacier = new GlacierClient({
    endpoint: urls.glacier,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await glacier.send(new DeleteVaultNotificationsCommand({ accountId: '-', vaultName: 'backups' }));
  const deny = {
    Sid: 'Lock',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: TopicArn,
  };
  const attributes = { Policy: policyOf(deny), KmsMasterKeyId: 'alias/aws/sns' };
  for (const [AttributeName, AttributeValue] of Object.entries(attributes)) {
    const input = { TopicArn, AttributeName, AttributeValue };
    await clients.sns.send(new SetTopicAttributesCommand(input));
  }
  await clients.sns.send(
    new SetSubscriptionAttributesCommand({
      SubscriptionArn: subscriptionArn,
      AttributeName: 'FilterPolicy',
      AttributeValue: '{"type":["x"]}',
    }),
  );
  aws.functions['intake'] = { concurrency: 0 };
  aws.functions['fanout'] = { mappingState: 'Disabled' };
  aws.functions['sender'] = {};
  aws.scheduleState = 'DISABLED';
  const completed = { CreationDate: hoursAgo(5), CompletionDate: hoursAgo(1) };
  for (const JobId of ['a', 'b', 'c']) await record('describe-job', { ...completed, JobId });
  const pending = { Completed: false, StatusCode: 'InProgress', CompletionDate: null };
  await record('registration', { ...pending, CreationDate: hoursAgo(30), JobId: 'late' });
  const notice = JSON.stringify({ reason: 'vault', notice: JSON.stringify(anArchiveNotice()) });
  await clients.sqs.send(
    new SendMessageCommand({ QueueUrl: outputs.FailedNoticesQueueUrl, MessageBody: notice }),
  );
  const { endpointId } = await sandbox.registerEndpoint({ url: `${urls.receiver}/hook` });
  await sandbox.run('endpoints', 'disable', endpointId, '--yes');
};
