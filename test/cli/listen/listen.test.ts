import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createSnsEventsTopic } from '../../../lambdas/adapters/messaging/events-topic.ts';
import { EVENT_TYPES } from '../../../lambdas/core/event/event-type.ts';
import { sampleEvents } from '../../../operations/events/samples.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import { startHttp } from '../../support/start-receiver.ts';

const home = mkdtempSync(join(tmpdir(), 'listen-'));
const state = join(home, '.local/state/glacier-jobs');
afterAll(() => rmSync(home, { recursive: true }));
afterEach(() => rmSync(state, { recursive: true, force: true }));

const run = (...args: string[]) => runInProcess(['listen', ...args], { HOME: home });

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Posts by a command to a receiver of its own, which answers 200 by default. */
const post = async (args: readonly string[], answer = '', status = 200) => {
  const received: Received[] = [];
  await using receiver = await startHttp(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(status).end(answer);
  });
  const end = await run(...args, '--forward-to', `http://127.0.0.1:${receiver.port}/hook`);
  return { ...end, received };
};

describe('the signing secret', () => {
  const printSecret = async (...args: string[]) =>
    (await runInProcess(['listen', '--print-secret', ...args], { HOME: home })).stdout.trim();

  it('stays the same for a deployment, and is kept for its user alone', async () => {
    const secret = await printSecret();
    expect(secret).toMatch(/^whsec_/);
    expect(await printSecret()).toBe(secret);
    expect(await printSecret('--stack', 'Other')).not.toBe(secret);
    expect(await printSecret('--sandbox', '4000')).toBe(await printSecret('--sandbox'));
    expect(JSON.parse(await printSecret('--json'))).toStrictEqual({ secret });
    const files = readdirSync(state);
    expect(files).toHaveLength(3);
    expect(files.map((file) => statSync(join(state, file)).mode & 0o777)).toStrictEqual(
      files.map(() => 0o600),
    );
    const { received, stderr } = await post(['trigger', 'succeeded']);
    const [{ body, headers }] = received as [Received];
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toBeTruthy();
    expect(stderr).toContain(secret);
  });

  it('is rotated on request, and can be kept elsewhere', async () => {
    const file = join(home, 'secret');
    const secret = await printSecret('--secret-file', file);
    expect(readFileSync(file, 'utf8')).toBe(`${secret}\n`);
    const rotated = await printSecret('--secret-file', file, '--rotate-secret');
    expect(rotated).not.toBe(secret);
    expect(await printSecret('--secret-file', file)).toBe(rotated);
    const { stderr } = await post(['trigger', 'failed', '--secret-file', file]);
    expect(stderr).toBe(
      `Events are signed with the secret in ${file}: configure it in your receiver.\n`,
    );
  });

  it('is never replaced unasked: a damaged file is refused', async () => {
    const file = join(home, 'damaged');
    writeFileSync(file, 'mistake\n');
    const end = await run('--print-secret', '--secret-file', file);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/damaged: secret does not start .* --rotate-secret/);
    expect(readFileSync(file, 'utf8')).toBe('mistake\n');
  });
});

it('posts a signed sample of every event, and fails if one is not accepted', async () => {
  const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
  const { received, code, stderr } = await post(['--once', '--secret', secret]);
  const types = received.map(({ body, headers }) => {
    const event = new Webhook(secret).verify(body, headers as Record<string, string>);
    return (event as { readonly type: string }).type;
  });
  expect(types.toSorted()).toStrictEqual([...EVENT_TYPES, 'webhook.test'].toSorted());
  expect([code, stderr]).toStrictEqual([0, '']);
});

describe('each post', () => {
  it('shows vault, job and description, and the response with --verbose', async () => {
    const { stdout, code } = await post(['--once', '--verbose'], 'no such table', 500);
    expect(stdout).toMatch(
      /^500 +\d+ ms {2}glacier.job.failed {8}evt_[\w-]+ {2}photos {2}sample-Faile {2}a sample$/m,
    );
    expect(stdout).toMatch(/glacier.group.overdue +evt_[\w-]+ {2}sample$/m);
    expect(stdout).toMatch(/^ {6}no such table$/m);
    expect([code, stdout.split('\n').length]).toStrictEqual([1, 21]);
  });

  it('has the same fields with --json', async () => {
    const { stdout, received } = await post(['trigger', 'expired', '--json'], 'fine');
    const { id, data } = JSON.parse(received[0]?.body ?? '');
    const { durationMs, ...posted } = JSON.parse(stdout).posts[0];
    expect(posted).toStrictEqual({
      type: 'glacier.job.expired',
      id,
      vaultName: 'photos',
      jobId: data.jobId,
      jobDescription: 'a sample',
      statusCode: 200,
      isTaken: true,
    });
    expect(durationMs).toBeGreaterThanOrEqual(0);
  });
});

describe('--as sns', () => {
  it('posts an envelope with the attributes of the events topic, and states that it is unsigned', async () => {
    const { received, stderr, code } = await post(['trigger', 'succeeded', '--as', 'sns']);
    const [{ headers, body }] = received as [Received];
    const { MessageAttributes, ...envelope } = JSON.parse(body);
    expect([code, stderr]).toStrictEqual([0, expect.stringContaining('are not signed')]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-message-id': envelope.MessageId,
      'x-amz-sns-topic-arn': envelope.TopicArn,
    });
    expect(headers).not.toHaveProperty('webhook-signature');
    expect(envelope).toMatchObject({ Type: 'Notification', Signature: '', SigningCertURL: '' });
    const event = JSON.parse(envelope.Message);
    expect(event.type).toBe('glacier.job.succeeded');
    expect(MessageAttributes).toStrictEqual(await published(event));
  });

  /** What SNS would deliver of the attributes with which fan-out publishes a sample. */
  const published = async ({ id, type }: { readonly id: string; readonly type: string }) => {
    const sample = sampleEvents('', new Date().toISOString()).find((one) => one.type === type)!;
    const attributes: object[] = [];
    const client = {
      send: ({
        input,
      }: {
        input: { PublishBatchRequestEntries: { MessageAttributes: object }[] };
      }) => {
        attributes.push(input.PublishBatchRequestEntries[0]!.MessageAttributes);
        return Promise.resolve({ Failed: [] });
      },
    };
    await createSnsEventsTopic(client as never, 'arn').publish([{ ...sample, id } as never]);
    const all = Object.entries(attributes[0]!) as [string, { StringValue: string }][];
    return Object.fromEntries(
      all.map(([name, { StringValue: Value }]) => [name, { Type: 'String', Value }]),
    );
  };
});

describe('listen trigger', () => {
  it('posts a sample with the fields that are set', async () => {
    const settings = ['data.tier=Bulk', 'data.archiveSizeInBytes=5', 'data.new.one=a=b'];
    const { received, code } = await post([
      'trigger',
      'glacier.job.succeeded',
      '--set',
      ...settings,
    ]);
    const { type, data } = JSON.parse(received[0]?.body ?? '');
    expect([code, received.length, type]).toStrictEqual([0, 1, 'glacier.job.succeeded']);
    expect(data).toMatchObject({ tier: 'Bulk', archiveSizeInBytes: 5, new: { one: 'a=b' } });
  });

  it.each([
    [['trigger', 'sucess'], /<event-type> "sucess" is unknown/],
    [
      ['trigger', 'failed', '--set', 'tier=Bulk'],
      /--set "tier=Bulk" sets no field .* data.tier=Bulk/,
    ],
    [['trigger', 'failed', '--set', 'data.tier'], /--set "data.tier" sets no field/],
    [['trigger', 'failed', '--set', 'data.tier.a=1'], /--set "data.tier.a=1" sets no field/],
    [['--once', '--secret', 'whsec_', '--rotate-secret'], /cannot be used with option/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr, received } = await post(args);
    expect([code, stderr, received]).toStrictEqual([2, expect.stringMatching(message), []]);
  });
});

describe('listen resend', () => {
  it('posts the same bytes again', async () => {
    const first = await post(['trigger', 'failed'], '', 500);
    await post(['--once']);
    const { id } = JSON.parse(first.received[0]?.body ?? '');
    const { received, code } = await post(['resend', id]);
    expect([code, received.map(({ body }) => body)]).toStrictEqual([0, [first.received[0]?.body]]);
    expect(statSync(join(state, 'deployment.posts')).mode & 0o777).toBe(0o600);
  });

  it('reports an event that was not posted', async () => {
    const { code, stderr, received } = await post(['resend', 'evt_no']);
    expect([code, received]).toStrictEqual([1, []]);
    expect(stderr).toMatch(/"evt_no" is not one of the last 500 .*"deliveries replay"/);
  });
});

it.each([
  [[], /--forward-to is missing/],
  [['--forward-to', ''], /--forward-to "" is not an HTTP URL/],
  [['--forward-to', 'https://example.com'], /is not this machine/],
])('refuses the receiver of listen %j before it asks AWS', async (args, message) => {
  const { code, stderr } = await run(...args);
  expect([code, stderr]).toStrictEqual([2, expect.stringMatching(message)]);
});

describe('the wait for the receiver', () => {
  it('ends with an error after --timeout', async () => {
    const args = ['--once', '--timeout', '0', '--forward-to', 'http://127.0.0.1:1/'];
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toStrictEqual([1, '']);
    expect(stderr).toContain('Nothing listens at 127.0.0.1:1 after 0 s');
  });

  const answer: RequestListener = (_, response) => void response.writeHead(204).end();

  it('ends when the receiver starts, before the first post', async () => {
    await using reserved = await startHttp(answer);
    const { port } = reserved;
    await reserved[Symbol.asyncDispose]();
    const ended = run('trigger', 'failed', '--forward-to', `http://127.0.0.1:${port}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const late = createServer(answer).listen(port, '127.0.0.1');
    const { code, stdout } = await ended;
    late.close();
    expect([code, stdout]).toStrictEqual([0, expect.stringMatching(/^204 /)]);
  });
});
