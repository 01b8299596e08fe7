import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { GlacierClient, InitiateJobCommand } from '@aws-sdk/client-glacier';
import { PublishCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { requestBudgets } from '../../bench/budgets.ts';
import { type ControlServer, startControl } from '../../sandbox/control/start-control.ts';
import { scanTable } from '../../sandbox/emulators/scan-table.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start/start-sandbox.ts';
import { permissionsOf } from '../lib/synthesize.ts';
import { createEventAudit } from '../support/event-schema.ts';
import { allows, createAudit, explainedPermissions, isKindOf } from './audit.ts';
import { findExcess, playBudgets } from './play-budgets.ts';
import { CANARY, playRareCases, registerCanary } from './play-rare-cases.ts';

const minute = 60_000;
let sandbox: Sandbox;
let control: ControlServer;
let counted: Awaited<ReturnType<typeof playBudgets>>;
const audit = createAudit();
const events = createEventAudit();

beforeAll(async () => {
  sandbox = await startSandbox({
    vaults: ['photos', 'silent'],
    // Everything happens within half an hour: the reminder ten minutes after a completion.
    settings: {
      expiringLeadMinutes: 1430,
      sweepIntervalMinutes: 15,
      trackInitiateJob: true,
      groupQuietHours: 1,
      eventBus: 'default',
    },
    listener: (happening) => {
      audit.listener(happening);
      events.listener(happening);
    },
  });
  control = await startControl();
  control.serve(sandbox);
  // While the clock is not yet far ahead: the SDK repeats a refused request when it is.
  counted = await playBudgets(sandbox);
}, 120_000);

afterAll(async () => {
  await control.stop();
  await sandbox.stop();
});

const ask = async (route: string, body?: object) => {
  const [method, path] = route.split(' ');
  const response = await fetch(`${control.url}${path}`, {
    method: method!,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
};

const initiate = async (vaultName: string, description: string, tier = 'Expedited') => {
  const client = new GlacierClient({
    endpoint: sandbox.urls.glacier,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { jobId } = await client.send(
    new InitiateJobCommand({
      accountId: '-',
      vaultName,
      jobParameters: {
        Type: 'archive-retrieval',
        ArchiveId: 'any',
        Description: description,
        Tier: tier,
      },
    }),
  );
  return jobId!;
};

/** The events that the endpoint at a path has accepted, by type and job. */
const acceptedAt = (path: string) =>
  sandbox.receiver.received
    .filter((request) => request.path === path && request.answeredStatus === 200)
    .map(
      ({ body }) => JSON.parse(body.toString()) as { type: string; data: Record<string, unknown> },
    );

const messagesIn = async (QueueUrl: string) => {
  const messages: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sandbox.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return messages;
    messages.push(...Messages);
  }
};

const scenes: (() => Promise<void>)[] = [];

/** A test of the one sandbox, which is played once: by itself, or for the audit of all calls. */
const scene = (name: string, play: () => Promise<void>): void => {
  let played: Promise<void> | undefined;
  const playOnce = () => {
    played ??= play();
    return played;
  };
  scenes.push(playOnce);
  it(name, playOnce, 60_000);
};

it('asks AWS no more often for anything than its budget allows', () => {
  expect(counted.map(([what]) => what).toSorted()).toStrictEqual(
    Object.keys(requestBudgets).toSorted(),
  );
  expect(counted.flatMap(([what, requests]) => findExcess(what, requests))).toStrictEqual([]);
});

scene('brings a job from its notice to a signed webhook', async () => {
  const { url } = await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}/hook` });
  const jobId = await initiate('photos', 'announced');
  await sandbox.advance(6 * minute);

  expect(url).toMatch(/\/hook$/);
  // A look at old jobs, every three hours, may bring news of others.
  expect(acceptedAt('/hook').filter(({ data }) => data['jobId'] === jobId)).toStrictEqual([
    expect.objectContaining({
      type: 'glacier.job.succeeded',
      data: expect.objectContaining({ jobId, vaultName: 'photos', source: 'notice' }),
    }),
  ]);
  expect(sandbox.receiver.received.every(({ verified }) => verified)).toBe(true);
});

scene('finds a job whose notice is lost, and brings it to the webhook too', async () => {
  await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}/lost` });
  sandbox.glacier.faults.set({ loseNotices: 1 }, 'silent');
  const jobId = await initiate('silent', 'lost');
  const { status } = await ask(`POST /jobs/register?vault=silent&job=${jobId}`);
  await sandbox.advance(7 * minute);

  expect(status).toBe(200);
  expect(sandbox.glacier.ledger.notices.filter((notice) => notice.jobId === jobId)).toStrictEqual([
    expect.objectContaining({ fate: 'lost' }),
  ]);
  expect(acceptedAt('/lost').filter(({ data }) => data['jobId'] === jobId)).toStrictEqual([
    expect.objectContaining({
      type: 'glacier.job.succeeded',
      data: expect.objectContaining({ source: 'describe-job', previousStatus: 'InProgress' }),
    }),
  ]);
});

scene('announces a group that is complete, and reopens it for a later member', async () => {
  await sandbox.registerEndpoint({
    url: `${sandbox.urls.receiver}/group`,
    eventTypes: ['glacier.group.completed'],
  });
  // Endpoints are read at most once a minute.
  await sandbox.advance(2 * minute);
  for (const part of ['first', 'second']) await initiate('photos', `${part} [group:wave-1]`);
  await sandbox.advance(70 * minute);
  const announced = {
    type: 'glacier.group.completed',
    data: expect.objectContaining({ group: 'wave-1', sequence: expect.any(Number) }),
  };
  expect(acceptedAt('/group')).toMatchObject([announced]);

  // It is still pending when the completed group is checked, every 15 minutes.
  await initiate('photos', 'third [group:wave-1]', 'Standard');
  await sandbox.advance(40 * minute);
  const rows = await scanTable(sandbox.clients.dynamodb, sandbox.outputs.GroupsTableName ?? '');
  expect(rows).toContainEqual(expect.objectContaining({ change: 'reopened' }));
});

scene('keeps what is no notice, with the reason', async () => {
  await sandbox.clients.sns.send(
    new PublishCommand({ TopicArn: sandbox.outputs.NoticeTopicArn, Message: 'no notice' }),
  );
  await sandbox.settle();
  const { Messages = [] } = await sandbox.clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: sandbox.outputs.FailedNoticesQueueUrl,
      MaxNumberOfMessages: 10,
    }),
  );

  expect(Messages.map(({ Body = '' }): unknown => JSON.parse(Body))).toContainEqual({
    reason: expect.any(String),
    notice: 'no notice',
  });
});

scene('repeats a webhook that was not accepted, with the same id', async () => {
  await ask('POST /endpoints', {
    url: `${sandbox.urls.receiver}/flaky`,
    eventTypes: ['glacier.job.collected'],
  });
  // Endpoints are read at most once a minute.
  await sandbox.advance(2 * minute);
  sandbox.receiver.answerNext('/flaky', 503);
  const jobId = await initiate('photos', 'collected');
  await sandbox.advance(6 * minute);
  await ask(`POST /jobs/collect?vault=photos&job=${jobId}`);
  await sandbox.advance(minute);

  const attempts = sandbox.receiver.received.filter(({ path }) => path === '/flaky');
  expect(attempts.map(({ answeredStatus }) => answeredStatus)).toStrictEqual([503, 200]);
  expect(attempts[0]!.webhookId).toBe(attempts[1]!.webhookId);
  expect(attempts[1]!.at - attempts[0]!.at).toBeGreaterThan(3_000);
});

scene('is steered over HTTP, and explains what it does not understand', async () => {
  const before = sandbox.clock.now();
  const { answer } = await ask('POST /clock/advance?minutes=2&seconds=5');
  expect(Date.parse(String(answer['now'])) - before).toBeGreaterThanOrEqual(125_000);
  const jobId = await initiate('photos', 'listed');
  await ask(`POST /jobs/register?vault=photos&job=${jobId}`);
  expect((await ask('GET /jobs')).answer).toContainEqual(expect.objectContaining({ jobId }));

  expect(await ask(`POST /jobs/collect?vault=photos&job=${jobId}`)).toMatchObject({
    status: 400,
    answer: { message: expect.stringContaining('is in progress') },
  });
  expect(await ask('POST /clock/advance')).toMatchObject({ status: 400 });
  expect(await ask('POST /endpoints', { url: 'ftp://x' })).toMatchObject({ status: 400 });
  expect(await ask('POST /jobs/register?vault=photos')).toMatchObject({ status: 400 });
  expect(await ask('GET /nothing')).toMatchObject({
    status: 400,
    answer: { message: expect.stringContaining('POST /clock/advance') },
  });
});

scene('puts every event on the bus, also those that it refuses at first', async () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new EventBridgeClient({
    endpoint: sandbox.urls.events,
    region: 'eu-west-1',
    credentials,
  });
  const EventPattern =
    '{"source":["glacier-job-notifier"],"detail":{"data":{"vaultName":["photos"]}}}';
  await client.send(new PutRuleCommand({ Name: 'follow', EventPattern }));
  const queue = { QueueName: 'on-bus' };
  const { QueueUrl } = await sandbox.clients.sqs.send(new CreateQueueCommand(queue));
  const Targets = [{ Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:000000000000:on-bus' }];
  await client.send(new PutTargetsCommand({ Rule: 'follow', Targets }));

  // One waits in its place of the stream, the other in the failure queue.
  sandbox.eventBus.refuseNext('ThrottlingException');
  const throttled = await initiate('photos', 'throttled on the bus');
  await sandbox.advance(6 * minute);
  sandbox.eventBus.refuseNext('AccessDeniedException');
  const denied = await initiate('photos', 'denied by the bus');
  await sandbox.advance(6 * minute);

  const Place = z.object({ jobId: z.string().optional(), sequence: z.number() });
  const OnBus = z.object({ detail: z.object({ data: Place }) });
  const Failed = Place.extend({ reason: z.string() });
  const onBus = (await messagesIn(QueueUrl!)).map(
    ({ Body = '' }) => OnBus.parse(JSON.parse(Body)).detail.data,
  );
  const failed = (await messagesIn(sandbox.outputs.FailedEventsQueueUrl))
    // Other scenes leave messages of other kinds.
    .flatMap(({ Body = '' }) => Failed.safeParse(JSON.parse(Body)).data ?? [])
    .filter(({ reason }) => reason.startsWith('AccessDeniedException'));
  expect(failed).toHaveLength(1);
  const items = await scanTable(sandbox.clients.dynamodb, sandbox.outputs.JobsTableName);
  const rows = items.map((item) => Place.safeParse(item).data);
  for (const job of [throttled, denied]) {
    const sequence = rows.find((row) => row?.jobId === job)?.sequence;
    const announced = [...onBus, ...failed].filter(({ jobId }) => jobId === job);
    expect(new Set(announced.map((one) => one.sequence)).size, job).toBe(sequence);
  }
});

scene('says no secret and no payload in any output of a function', async () => {
  const secrets = await registerCanary(sandbox);
  // Endpoints are read at most once a minute.
  await sandbox.advance(minute);
  const jobId = await initiate('photos', CANARY.description);
  await sandbox.advance(6 * minute);
  await playRareCases(sandbox, jobId);

  const canary = sandbox.receiver.received.filter(({ path }) => path === `/${CANARY.path}`);
  expect(canary.map(({ headers }) => headers['authorization'])).toContain(CANARY.header);
  expect(canary.map(({ body }) => body.toString()).join()).toContain(CANARY.description);
  expect(audit.lines.length).toBeGreaterThan(20);
  for (const text of [...secrets, ...Object.values(CANARY)]) {
    expect(audit.lines.filter((line) => line.includes(text))).toStrictEqual([]);
  }
});

it('asks for nothing that its policies do not allow, and explains what they allow besides', async () => {
  // A scene that fails does so in its own test.
  for (const play of scenes) await play().catch(() => undefined);
  const template = Template.fromJSON({ ...sandbox.template });
  const unused: string[] = [];
  for (const name of sandbox.functions.keys()) {
    const calls = audit.callsOf(name);
    const granted = [...new Set(permissionsOf(template, name))];
    const isAllowed = (call: string) => granted.some((one) => allows(one, call));
    expect(
      calls.filter((call) => !isAllowed(call)),
      name,
    ).toStrictEqual([]);
    const isUsed = (permission: string) => calls.some((call) => isKindOf(permission, call));
    const left = granted.filter((permission) => !isUsed(permission));
    unused.push(...left.map((permission) => `${name}: ${permission}`));
  }
  const explained = explainedPermissions();
  const isIn = (text: string) => explained.some((pattern) => pattern.test(text));
  expect(unused.filter((text) => !isIn(text))).toStrictEqual([]);
  const isIdle = (pattern: RegExp) => !unused.some((text) => pattern.test(text));
  expect(explained.filter(isIdle), 'used, or no longer granted').toStrictEqual([]);
}, 240_000);

it('publishes and delivers nothing that the schemas of events do not know', async () => {
  for (const play of scenes) await play().catch(() => undefined);
  expect([...events.problems]).toStrictEqual([]);
  expect(events.checked()).toBeGreaterThan(20);
}, 240_000);
