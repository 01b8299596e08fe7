import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { countMessages } from '../../operations/aws/inspect/queue-depth.ts';
import type { Diagnosis } from '../../operations/doctor/diagnose.ts';
import { asyncFailureRecord } from '../../sandbox/functions/failure-records.ts';
import { startLocalServer } from '../../sandbox/glacier/api/local-server.ts';
import { anArchiveNotice } from '../support/a-notice.ts';
import { type OperatedSandbox, startOperatedSandbox } from '../support/operated-sandbox.ts';

interface Listed {
  readonly how: string;
  readonly messageId: string;
}

interface Added {
  readonly endpointId: string;
  readonly secret: string;
}

let sandbox: OperatedSandbox;

beforeAll(async () => {
  sandbox = await startOperatedSandbox();
}, 120_000);

afterAll(() => sandbox.stop());

afterEach(() => sandbox.leaveNothing());

const until = (condition: () => boolean | Promise<boolean>) =>
  expect.poll(condition, { timeout: 10_000, interval: 100 }).toBe(true);

describe('endpoints', () => {
  const add = (path: string) =>
    sandbox.json<Added>('endpoints', 'add', `${sandbox.urls.receiver}${path}`);

  it('registers one, shows its secret this once, and tests it', async () => {
    const url = `${sandbox.urls.receiver}/team`;
    const added = await sandbox.json<Added>('endpoints', 'add', url, '--header', 'x-team: storage');
    const { endpointId } = added;
    expect(added).toStrictEqual({
      endpointId: expect.stringMatching(/^ep_/),
      url,
      secret: expect.stringMatching(/^whsec_/),
    });
    const twin = await sandbox.run('endpoints', 'add', url);
    expect(twin.stderr).toContain(`${endpointId} has the same URL`);
    const [twinId = ''] = /ep_\w+/.exec(twin.stdout) ?? [];
    await sandbox.json('endpoints', 'remove', twinId, '--yes');
    const list = await sandbox.run('endpoints', 'list');
    const shown = await sandbox.run('endpoints', 'show', endpointId);
    expect(shown.stdout).toContain(`url          ${url}`);
    expect(list.stdout + shown.stdout).not.toContain('whsec_');
    const tested = await sandbox.run('endpoints', 'test', endpointId);
    expect(tested).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Delivered: 200 in \d+ ms/),
    });
    expect(sandbox.receivedAt('/team').at(-1)).toMatchObject({
      verified: true,
      headers: { 'x-team': 'storage' },
    });
  });

  it('registers one disabled, with the lines that verify', async () => {
    const url = `${sandbox.urls.receiver}/later`;
    const { stdout } = await sandbox.run('endpoints', 'add', url, '--disabled', '--show', 'node');
    const [id = ''] = /ep_\w+/.exec(stdout) ?? [];
    expect(stdout).toMatch(/It is disabled\. .* endpoints enable ep_\w+ --sandbox/);
    expect(stdout).toMatch(
      /\nSecret +whsec_.*\n\nFrom docs\/examples\/receiver.mjs:\n[\s\S]*webhook.verify/,
    );
    expect((await sandbox.run('endpoints', 'test', id)).stderr).toContain('is disabled');
    await sandbox.run('endpoints', 'enable', id);
    expect((await sandbox.run('endpoints', 'test', id)).code).toBe(0);
    await sandbox.json('endpoints', 'remove', id, '--yes');
  });

  it('says what an endpoint in trouble answered, and lists and repeats its deliveries', async () => {
    // For so long that no attempt of its own comes in between.
    const { endpointId } = await add('/troubled');
    sandbox.receiver.answerNext('/troubled', 429, { 'retry-after': '3600' });
    const tested = await sandbox.run('endpoints', 'test', endpointId, '--json');
    const { eventId, attempt } = JSON.parse(tested.stdout);
    expect(tested.code).toBe(1);
    expect(attempt).toMatchObject({ statusCode: 429 });
    expect(await sandbox.json('endpoints', 'show', endpointId)).toMatchObject({
      circuit: 'paused',
      probeAt: expect.any(String),
      parked: 0,
    });
    // It does not wait for the next probe.
    const retested = await sandbox.run('endpoints', 'test', endpointId);
    expect(retested.stdout).toMatch(/^Delivered: 200/);
    const { deliveries } = await sandbox.json('deliveries', 'list', '--endpoint', endpointId);
    expect(deliveries).toMatchObject([{ eventId, state: 'exhausted', attemptCount: 1 }]);
    expect(await sandbox.json('endpoints', 'show', endpointId)).toMatchObject({
      circuit: 'sending',
    });
    expect(await sandbox.json('deliveries', 'replay', eventId)).toMatchObject({ queued: 1 });
    await until(() => sandbox.receivedAt('/troubled').length === 3);
    await sandbox.settle();
    const { stdout } = await sandbox.run('deliveries', 'show', eventId);
    expect(stdout).toMatch(/429 in \d+ ms[\s\S]*200 in \d+ ms/);
  });

  it('changes it, rotates its secret, takes it out of service and back', async () => {
    const url = `${sandbox.urls.receiver}/moved`;
    const header = ['--header', 'x-team: storage'];
    const added = await sandbox.json<Added>('endpoints', 'add', url, ...header);
    const { endpointId } = added;
    const update = ['update', endpointId, '--no-header', '--vault', 'photos'];
    const changed = await sandbox.json('endpoints', ...update);
    expect(changed['updated']).toStrictEqual(['filter', 'headers']);
    const rotation = ['rotate', endpointId, '--grace-hours', '0', '--yes'];
    const rotated = await sandbox.json('endpoints', ...rotation);
    expect(rotated['secret']).not.toBe(added.secret);
    const asked = await sandbox.run('endpoints', 'disable', endpointId);
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    await sandbox.run('endpoints', 'disable', endpointId, '--reason', 'it moves', '--yes');
    expect(await sandbox.json('endpoints', 'show', endpointId)).toMatchObject({
      state: 'disabled',
      disabledReason: 'an operator disabled it: it moves',
      filter: { vaultNames: ['photos'] },
      headerNames: [],
      secrets: [{ createdAt: expect.any(String) }],
    });
    const refused = await sandbox.run('endpoints', 'test', endpointId);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('enable it first') });
    await sandbox.run('endpoints', 'enable', endpointId);
  });

  it('takes events of groups by their short names, and refuses them with a filter on jobs', async () => {
    const added = [
      'add',
      `${sandbox.urls.receiver}/groups`,
      '--event',
      'failed',
      'group.completed',
    ];
    const { endpointId } = await sandbox.json<Added>('endpoints', ...added, '--group', 'photos-*');
    expect(await sandbox.json('endpoints', 'show', endpointId)).toMatchObject({
      eventTypes: ['glacier.job.failed', 'glacier.group.completed'],
      filter: { groups: ['photos-*'] },
    });
    const { stdout } = await sandbox.run('endpoints', 'list');
    expect(stdout).toContain('failed group.completed');
    const update = ['endpoints', 'update', endpointId, '--group', 'photos-*'];
    const both = ['--event', 'group.completed', '--vault', 'photos'];
    const { code, stderr } = await sandbox.run(...update, ...both);
    expect([code, stderr]).toStrictEqual([2, expect.stringContaining('is never sent')]);
    await sandbox.run('endpoints', 'remove', endpointId, '--yes');
  });

  it('removes one without a terminal only with --yes', async () => {
    const { endpointId } = await add('/removed');
    const asked = await sandbox.run('endpoints', 'remove', endpointId);
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    await sandbox.json('endpoints', 'remove', endpointId, '--yes');
    expect(await sandbox.json('endpoints', 'list')).toStrictEqual({ endpoints: [] });
  });
});

describe('notices', () => {
  /** A notice of a vault that could still be added to the setting, and what is no notice. */
  const sendUnusable = async () => {
    const { FailedNoticesQueueUrl } = sandbox.outputs;
    const VaultARN = anArchiveNotice().VaultARN.replace('photos', 'strange');
    await sandbox.send(FailedNoticesQueueUrl, {
      reason: 'vault',
      notice: sandbox.aNotice('x', { VaultARN }),
    });
    await sandbox.send(FailedNoticesQueueUrl, 'garbage');
  };

  it('records every shape of failed notice, and leaves what is refused with its reason', async () => {
    const { FailedNoticesQueueUrl } = sandbox.outputs;
    const intake = sandbox.functions.get('Intake')!;
    // What SNS cannot deliver.
    intake.invocable = false;
    await sandbox.announce('undelivered');
    await until(
      async () => (await countMessages(sandbox.clients.sqs, FailedNoticesQueueUrl)) === 1,
    );
    intake.invocable = true;
    // What intake failed at, and what it refused: once rightly.
    const Records = [{ Sns: { Message: sandbox.aNotice('crashed') } }];
    const failure = {
      kind: 'failed',
      requestId: 'r',
      durationMs: 1,
      error: { errorType: 'E', errorMessage: 'boom' },
    } as const;
    const at = sandbox.clock.now();
    await sandbox.send(
      FailedNoticesQueueUrl,
      asyncFailureRecord(
        { fn: intake, event: { Records }, attempts: 3, condition: 'RetriesExhausted', failure },
        at,
      ),
    );
    await sandbox.send(FailedNoticesQueueUrl, {
      reason: 'vault',
      notice: sandbox.aNotice('refused'),
    });
    await sendUnusable();

    const redriven = await sandbox.run('notices', 'redrive', '--json');
    expect(redriven.code).toBe(1);
    expect(JSON.parse(redriven.stdout)).toMatchObject({
      done: 3,
      left: 2,
      refusals: expect.arrayContaining([
        { messageId: expect.any(String), reason: 'vault strange is not in the setting "vaults"' },
      ]),
    });
    const { notices } = await sandbox.json<{ notices: Listed[] }>('notices', 'list');
    expect(notices.map(({ how }) => how).toSorted()).toStrictEqual(['refused', 'unreadable']);
    await until(() =>
      ['undelivered', 'crashed', 'refused'].every((jobId) => sandbox.eventsOf(jobId).length === 1),
    );
  });

  const adviceOfDoctor = async () => {
    const { stdout } = await sandbox.run('doctor', '--json');
    const { steps } = JSON.parse(stdout) as Diagnosis;
    const found = steps.find(({ step }) => step === 'queues');
    return found?.kind === 'findings' ? found.findings[0]?.fix : found?.kind;
  };

  it('discards what no redrive can deal with, and prints it', async () => {
    await sendUnusable();
    const { notices } = await sandbox.json<{ notices: Listed[] }>('notices', 'list');
    const usable = notices.find(({ how }) => how === 'refused')!.messageId;
    expect(await adviceOfDoctor()).toBe('glacier-jobs notices redrive --sandbox');
    const junk = await sandbox.json('notices', 'discard', '--all-unusable');
    expect(junk).toMatchObject({ discarded: [{ body: 'garbage' }], missing: [], isWhole: true });
    const named = await sandbox.run('notices', 'discard', usable);
    expect([named.code, named.stdout]).toStrictEqual([
      0,
      expect.stringMatching(`^discarded  ${usable}: .*vaults/strange`),
    ]);
    const again = await sandbox.run('notices', 'discard', usable);
    expect([again.code, again.stdout]).toStrictEqual([1, '']);
    expect(again.stderr).toContain(`No received message has the id ${usable}`);
    expect(await adviceOfDoctor()).toBe('fine');
  });

  it('has the doctor advise to discard where a redrive cannot work', async () => {
    await sandbox.send(sandbox.outputs.FailedNoticesQueueUrl, { Type: 'SubscriptionConfirmation' });
    const advice = await adviceOfDoctor();
    expect(advice).toBe('glacier-jobs notices discard --all-unusable --sandbox');
    expect((await sandbox.run(...advice!.split(' ').slice(1, -1))).code).toBe(0);
    expect(await adviceOfDoctor()).toBe('fine');
  });
});

describe('events', () => {
  it('announces failed events again, with the same bytes', async () => {
    const { FailedEventsQueueUrl } = sandbox.outputs;
    const { VaultARN: vaultArn } = anArchiveNotice();
    const jobId = 'announced';
    await sandbox.recorded(jobId);
    await sandbox.send(FailedEventsQueueUrl, { vaultArn, jobId, sequence: 1, reason: 'x' });
    await sandbox.send(FailedEventsQueueUrl, { vaultArn, jobId: 'gone', reason: 'damaged' });
    const origin = { group: 'moved', openedAt: '2026-03-14T03:40:20.000Z', sequence: 1 };
    await sandbox.send(FailedEventsQueueUrl, { ...origin, reason: 'too long' });
    const { events } = await sandbox.json('events', 'list-failed');
    expect(events).toHaveLength(3);
    expect(events).toContainEqual(expect.objectContaining({ ...origin, reason: 'too long' }));
    const { stdout: listed } = await sandbox.run('events', 'list-failed');
    expect(listed).toMatch(/ group moved +1 +too long/);
    const redriven = await sandbox.run('events', 'redrive');
    expect(redriven).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /the job gone is no longer recorded[\s\S]*Redrove 1 failed events; 2 remain/,
      ),
    });
    const [first, again] = sandbox.eventsOf(jobId);
    expect(again).toBe(first);
    await sandbox.send(FailedEventsQueueUrl, { vaultArn, jobId, reason: 'the row is damaged' });
    const { discarded } = await sandbox.json('events', 'discard', '--all-unusable');
    expect(JSON.stringify(discarded)).toMatch(/gone[\s\S]*moved|moved[\s\S]*gone/);
    expect(discarded).toHaveLength(2);
    expect(await countMessages(sandbox.clients.sqs, FailedEventsQueueUrl)).toBe(1);
  });

  it('replays a span of time to the topic, from the Jobs table', async () => {
    const since = ['--since', new Date(sandbox.clock.now()).toISOString()];
    const first = await sandbox.recorded('replayed-1', 'replayed-2', 'replayed-3');
    expect(await sandbox.json('events', 'replay', ...since, '--dry-run')).toMatchObject({
      dryRun: true,
      events: 3,
    });
    const before = sandbox.published.length;
    const args = [...since, '--status', 'Succeeded', '--to', 'topic'];
    expect(await sandbox.json('events', 'replay', ...args)).toMatchObject({
      events: 3,
      published: 3,
      queued: 0,
    });
    await until(() => sandbox.published.length === before + 3);
    expect(sandbox.published.slice(before).toSorted()).toStrictEqual(first.toSorted());
  });
});

describe('deliveries', () => {
  it('brings an endpoint the events of a job that it was registered too late for', async () => {
    const [event] = await sandbox.recorded('overdue');
    await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}/late` });
    const replayed = ['deliveries', 'replay', '--job', 'overd', '--vault', 'photos'];
    expect(await sandbox.json(...replayed)).toMatchObject({ queued: 1 });
    await until(() => sandbox.receivedAt('/late').length === 1);
    expect(sandbox.receivedAt('/late')[0]?.body.toString()).toBe(event);
  });

  it('puts dead deliveries back into the queue', async () => {
    const [body = ''] = await sandbox.recorded('unsent');
    const { endpointId } = await sandbox.registerEndpoint({ url: `${sandbox.urls.receiver}/dead` });
    const { id: eventId, type: eventType } = JSON.parse(body);
    const { DeliveryDeadLetterQueueUrl } = sandbox.outputs;
    await sandbox.send(DeliveryDeadLetterQueueUrl, { eventId, endpointId, eventType, body });
    expect(await sandbox.json('deliveries', 'redrive')).toMatchObject({ done: 1, left: 0 });
    await until(() => sandbox.receivedAt('/dead').length === 1);
    await sandbox.send(DeliveryDeadLetterQueueUrl, 'no delivery');
    expect(await sandbox.json('deliveries', 'discard', '--all-unusable')).toMatchObject({
      discarded: [{ body: 'no delivery' }],
    });
  });
});

describe('listen', () => {
  const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
  const startReceiver = async () => {
    const types: string[] = [];
    const server = await startLocalServer(async (request, response) => {
      const body = (await request.toArray()).join('');
      const event = new Webhook(secret).verify(body, request.headers as Record<string, string>);
      types.push((event as { type: string }).type);
      response.writeHead(204).end();
    }, 0);
    return { types, ...server };
  };

  it('posts new events as they come, until Ctrl-C', async () => {
    const receiver = await startReceiver();
    const child = sandbox.spawn(
      'listen',
      '--forward-to',
      receiver.url,
      '--secret',
      secret,
      '--no-samples',
      '--event',
      'succeeded',
    );
    await once(child.stderr, 'data');
    await sandbox.announce('new');
    await until(() => receiver.types.length === 1);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    await receiver.stop();
    expect(code).toBe(130);
  });
});

// What needs no deployment, and what is found out by asking it.
describe.concurrent('bad input', () => {
  it.each<[number, RegExp, string[]]>([
    [2, /url has the scheme ftp; use https/, ['endpoints', 'add', 'ftp://a.test']],
    [2, /--header lacks a colon/, ['endpoints', 'add', 'http://a.test/', '--header', 'secret']],
    [2, /--headers-file .* is not readable/, ['endpoints', 'add', 'b', '--headers-file', '/nope']],
    [1, /No endpoint has the id "ep_no"/, ['endpoints', 'show', 'ep_no']],
    [1, /No endpoint has the id "ep_no"/, ['endpoints', 'rotate', 'ep_no']],
    [
      2,
      /Without a terminal, confirm with --yes/,
      ['endpoints', 'rotate', 'ep_no', '--grace-hours', '0'],
    ],
    [2, /168/, ['endpoints', 'rotate', 'ep_no', '--grace-hours', '1000']],
    [2, /Allowed choices are retrying/, ['deliveries', 'list', '--state', 'delivered']],
    [1, /No delivery of "evt_no" found/, ['deliveries', 'show', 'evt_no']],
    [2, /--failed requires --endpoint/, ['deliveries', 'replay', '--failed']],
    [2, /Specify message ids/, ['notices', 'discard']],
    [2, /duration such as/, ['events', 'replay', '--since', 'soon']],
    [2, /--to "all" is invalid/, ['events', 'replay', '--since', '1h', '--to', 'all']],
    [2, /is not this machine/, ['listen', '--forward-to', 'https://example.com', '--once']],
    [2, /secret does not start/, ['listen', '--forward-to', 'http://localhost:9', '--secret', 'x']],
  ])('ends with %i and says %s', async (code, message, args) => {
    const run = await sandbox.run(...args);
    expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) });
  });
});
