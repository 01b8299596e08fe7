import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchWorld, filesOf, startFetchWorld } from '../cli/fetch/start-fetch-world.ts';
import { vaultArn } from '../sandbox/glacier/start-test-glacier.ts';
import { EXAMPLES } from './receiver-process.ts';

const CONSUMERS = [
  { file: 'fetch-outputs.mjs', run: process.execPath, check: ['--version'] },
  { file: 'fetch_outputs.py', run: 'python3', check: ['-c', 'import boto3'] },
] as const;

const access = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
let world: FetchWorld;
let server: FauxqsServer;
let sqs: SQSClient;
let programs: string;
beforeAll(async () => {
  world = await startFetchWorld();
  server = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' });
  sqs = new SQSClient({ ...access, endpoint: server.address });
  programs = world.folder();
  const cli = join(import.meta.dirname, '../../bin/cli.ts');
  const npx = `#!/bin/sh\nshift\nexec '${process.execPath}' '${cli}' --stack Simulated "$@"\n`;
  writeFileSync(join(programs, 'npx'), npx);
  chmodSync(join(programs, 'npx'), 0o755);
});
afterAll(async () => {
  sqs.destroy();
  await server.stop();
  await world.stop();
});

const createQueue = async (QueueName: string): Promise<string> => {
  await sqs.send(new CreateQueueCommand({ QueueName }));
  // The host of the URL that the emulator returns does not resolve everywhere.
  return `${server.address}/000000000000/${QueueName}`;
};

const countsOf = async (QueueUrl: string): Promise<readonly number[]> => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
  const { Attributes = {} } = await sqs.send(command);
  return names.map((name) => Number(Attributes[name]));
};

/** Starts a consumer, and returns what stops it. */
const consume = (program: readonly [string, string], QueueUrl: string, folder: string) => {
  const [command, file] = program;
  const child = spawn(command, [join(EXAMPLES, file), folder], {
    env: {
      ...process.env,
      ...world.env,
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_SQS: server.address,
      PATH: `${programs}:${process.env['PATH']}`,
      QUEUE_URL: QueueUrl,
    },
    stdio: 'ignore',
  });
  const closed = once(child, 'close');
  return async () => {
    child.kill();
    await closed;
  };
};

describe.each(CONSUMERS)('docs/examples/$file', ({ file, run, check }) => {
  // Before the servers start: while it runs, their kept connections would expire unseen.
  const isMissing = spawnSync(run, check).status !== 0;

  it('fetches, verifies and collects what succeeds, and keeps the message of what cannot be fetched', async ({
    skip,
  }) => {
    skip(isMissing, `needs ${run} ${check.join(' ')}`);
    const folder = world.folder();
    const name = file.replace('.', '-');
    const jobs = await world.complete({ [name]: 3_000_000 });
    const queue = await createQueue(name);
    const jobId = jobs[name] ?? '';
    const send = async (type: string, job: object) => {
      const MessageBody = JSON.stringify({ type, data: job });
      await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody }));
    };
    const data = { vaultArn: vaultArn('photos'), jobId };
    await send('glacier.job.in_progress', data);
    await send('glacier.job.succeeded', data);
    await send('glacier.job.succeeded', data);
    await send('glacier.job.succeeded', { ...data, jobId: 'A'.repeat(92) });
    await send('glacier.group.completed', {});
    const stop = consume([run, file], queue, folder);
    try {
      await expect.poll(() => countsOf(queue), { timeout: 60_000 }).toStrictEqual([0, 1]);
      expect(filesOf(folder)).toStrictEqual([name]);
      const { stdout } = await world.run('--stack', 'Simulated', 'jobs', 'show', 'photos', jobId);
      expect(stdout).toContain('Collected');
    } finally {
      await stop();
    }
  }, 120_000);

  it('is named in docs/subscribe.md', () => {
    expect(readFileSync(`${EXAMPLES}/../subscribe.md`, 'utf8')).toContain(`examples/${file}`);
  });
});
