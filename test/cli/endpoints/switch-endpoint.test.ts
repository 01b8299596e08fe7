import { PublishCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoEndpointRows } from '../../../operations/aws/tables/endpoint-rows.ts';
import { createDynamoEndpointSecretRows } from '../../../operations/aws/tables/endpoint-secret-rows.ts';
import { writeEndpoint } from '../../../operations/endpoints/register.ts';
import { anArchiveNotice } from '../../support/a-notice.ts';
import { startCliSandbox } from '../../support/cli-sandbox.ts';
import { createFakeLog } from '../../support/fake-telemetry.ts';

let sandbox: Awaited<ReturnType<typeof startCliSandbox>>;

beforeAll(async () => {
  sandbox = await startCliSandbox();
  void sandbox.runLive();
}, 120_000);

afterAll(() => sandbox.stop());

const hoursAgo = (hours: number) => new Date(sandbox.clock.now() - hours * 3_600_000).toISOString();

const endJob = (JobId: string) => {
  const times = { CreationDate: hoursAgo(5), CompletionDate: hoursAgo(1) };
  const Message = JSON.stringify(anArchiveNotice({ JobId, ...times }));
  const { NoticeTopicArn } = sandbox.outputs;
  return sandbox.clients.sns.send(new PublishCommand({ TopicArn: NoticeTopicArn, Message }));
};

const until = (condition: () => boolean | Promise<boolean>) =>
  expect.poll(condition, { timeout: 20_000, interval: 100 }).toBe(true);

it('offers one command that sends what an endpoint missed, and delivers events of the next minute', async () => {
  const url = `${sandbox.urls.receiver}/away`;
  const { endpointId } = await sandbox.registerEndpoint({ url });
  const received = (jobId: string) =>
    sandbox.receiver.received.filter(({ body }) => body.includes(`"${jobId}"`)).length;
  await sandbox.json('endpoints', 'disable', endpointId, '--yes');
  await endJob('meanwhile');
  const dropped = ['deliveries', 'list', '--endpoint', endpointId, '--state', 'dropped'];
  await until(
    async () => (await sandbox.json<{ deliveries: unknown[] }>(...dropped)).deliveries.length === 1,
  );
  expect(received('meanwhile')).toBe(0);

  for (const replay of [
    ['deliveries', 'replay', '--job', 'meanwhile', '--vault', 'photos', '--endpoint', endpointId],
    ['events', 'replay', '--since', '1d', '--to', endpointId],
  ]) {
    const refused = { code: 1, stderr: expect.stringContaining('is disabled: enable it first') };
    expect(await sandbox.run(...replay)).toMatchObject(refused);
  }

  const { stdout, stderr } = await sandbox.run('endpoints', 'enable', endpointId);
  expect(stdout).toBe(`Enabled endpoint ${endpointId}.\n`);
  // fan-out knows the endpoint as disabled for up to a minute more.
  await endJob('afterwards');
  await until(() => received('afterwards') === 1);

  const [, command = ''] = /run: glacier-jobs (.+)$/m.exec(stderr) ?? [];
  const words = command.split(' ').filter((word) => word !== '--sandbox');
  expect(await sandbox.json(...words)).toMatchObject({ queued: 1 });
  await until(() => received('meanwhile') === 1);
});

it('sends messages for people, also as a test, with a link to the dashboard', async () => {
  const url = `${sandbox.urls.receiver}/chat`;
  const added = await sandbox.json('endpoints', 'add', url, '--format', 'teams');
  const endpointId = String(added['endpointId']);
  await sandbox.json('endpoints', 'update', endpointId, '--format', 'slack');
  await sandbox.run('endpoints', 'test', endpointId);
  const { body, verified } = sandbox.receiver.received.findLast(({ path }) => path === '/chat')!;
  expect(verified).toBe(true);
  const { blocks } = JSON.parse(body.toString());
  expect(blocks[0].text.text).toMatch(/^\*Webhook test\*\n.*\n<https:.*dashboards.*\|Dashboard>$/);
  const list = await sandbox.run('endpoints', 'list');
  const shown = await sandbox.run('endpoints', 'show', endpointId);
  expect([list.stdout, shown.stdout]).toStrictEqual([
    expect.stringMatching(/enabled +slack/),
    expect.stringContaining('format       slack'),
  ]);
  const refused = await sandbox.run('endpoints', 'add', url, '--format', 'discord');
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Allowed choices are standard, cl'),
  });
  await sandbox.run('endpoints', 'remove', endpointId, '--yes');
});

describe('an endpoint that a stack manages', () => {
  const endpointId = 'ep_stack_0123456789';
  const managedBy = 'managed by the stack Storage (Storage/Photos/OnCall)';

  beforeAll(async () => {
    const { clients, outputs } = sandbox;
    const { EndpointsTableName, EndpointSecretsTableName } = outputs;
    await writeEndpoint(
      {
        endpointId,
        wish: { url: `${sandbox.urls.receiver}/managed` },
        secret: { secret: 'whsec_', createdAt: hoursAgo(1) },
        managedBy: 'stack Storage (Storage/Photos/OnCall)',
      },
      {
        endpoints: createDynamoEndpointRows(clients.dynamodb, EndpointsTableName, createFakeLog()),
        secrets: createDynamoEndpointSecretRows(clients.dynamodb, EndpointSecretsTableName),
      },
    );
  });

  it.each([['update', '--description', 'mine'], ['rotate'], ['remove', '--yes']])(
    'is not changed by "endpoints %s", which names the stack',
    async (command, ...options) => {
      expect(await sandbox.run('endpoints', command, endpointId, ...options)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining(
          `${endpointId} is ${managedBy}: change it there and deploy.`,
        ),
      });
    },
  );

  it('is listed and shown as such', async () => {
    const shown = await sandbox.run('endpoints', 'show', endpointId);
    expect(shown.stdout).toContain(managedBy.replace('managed by', 'managed by  '));
    const { stdout } = await sandbox.run('endpoints', 'list');
    expect(stdout).toContain(managedBy.slice(0, 39));
  });
});
