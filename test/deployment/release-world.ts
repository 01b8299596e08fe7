import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { readDeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import { startGlacier } from '../../sandbox/glacier/start-glacier.ts';
import { startReceiver } from '../../sandbox/receiver/start-receiver.ts';
import { createVirtualClock } from '../../sandbox/time/virtual-clock.ts';
import { guideBlocks } from '../docs/guide-blocks.ts';
import { anArchiveNotice } from '../support/a-notice.ts';
import { ACCOUNT_ID, access, REGION } from './emulator.ts';

const root = join(import.meta.dirname, '../..');
const STACK = 'GlacierJobNotifier';

/** The commands of docs/release.md for a bucket: the deployment, and the one that adds an endpoint. */
const commandsFor = (bucket: string) => {
  const { code } = guideBlocks('release.md').find(
    ({ heading, language }) => heading === 'Deploy it' && language === 'sh',
  )!;
  const [, deploy = '', add = ''] = /^(.*)^(npx .*)$/ms.exec(code.replaceAll('my-bucket', bucket))!;
  return {
    deploy,
    add: add.replace(/npx --package \S+ glacier-jobs/, `node ${root}/bin/glacier-jobs.js`),
  };
};

/** A simulated Glacier, a receiver, a bucket, and a release folder for them. */
export const createReleaseWorld = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'released-'));
  const clock = createVirtualClock();
  const secrets = new Map<string, string>();
  const publish = () => Promise.resolve();
  const glacier = await startGlacier({ clock, region: REGION, accountId: ACCOUNT_ID, publish });
  glacier.createVault('photos');
  const receiver = await startReceiver({ clock, secretFor: (path) => secrets.get(path) });
  const bucket = `release-${Date.now()}`;
  await new S3Client({ ...access, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: bucket }),
  );
  const commands = commandsFor(bucket);
  const context = Object.entries({
    vaults: 'photos',
    glacierEndpointUrl: glacier.url,
    'webhooks.allowHttp': 'true',
    'webhooks.allowedCidrs': '127.0.0.0/8',
    'webhooks.retryScheduleSeconds': Array.from({ length: 20 }, () => 30).join(','),
    removalPolicy: 'destroy',
  }).map(([name, value]) => `-c glacierJobNotifier.${name}=${value}`);

  // Not in step with it: the functions ask the simulator of Glacier in this process.
  const run = async (command: string, cwd = folder): Promise<string> => {
    const env = {
      ...process.env,
      // The tests' own syntheses are not validated (vitest.config.ts), a release is.
      CDK_VALIDATION: 'true',
      AWS_ACCESS_KEY_ID: ACCOUNT_ID,
      AWS_SECRET_ACCESS_KEY: 'emulator',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
    };
    const options = { cwd, env, maxBuffer: 1e9 };
    return (await promisify(execFile)('bash', ['-ec', command], options)).stdout;
  };

  const outputs = async () => {
    const { Stacks } = await new CloudFormationClient(access).send(
      new DescribeStacksCommand({ StackName: STACK }),
    );
    const named = Stacks?.[0]?.Outputs?.map((one) => [one.OutputKey, one.OutputValue]);
    return readDeploymentOutputs(Object.fromEntries(named ?? []), STACK);
  };

  return {
    receiver,
    outputs,
    run,
    /** The options that give the settings to the CDK or to a release. */
    context: context.join(' '),
    makeRelease: () => run(`npm run release -- -o ${folder} ${context.join(' ')}`, root),
    deployRelease: () => run(commands.deploy),
    /** Registers the receiver by the command. */
    addEndpoint: async (path: string) => {
      const url = `${receiver.url}${path} --json`;
      const printed = await run(commands.add.replace(/https:\S+/, url));
      secrets.set(path, /whsec_[\w+/=]+/.exec(printed)?.[0] ?? '');
    },
    /** Publishes the notice of a job that has just completed. */
    notify: async (JobId: string) => {
      const notice = anArchiveNotice({ JobId, CompletionDate: new Date().toISOString() });
      const { NoticeTopicArn } = await outputs();
      const message = { TopicArn: NoticeTopicArn, Message: JSON.stringify(notice) };
      await new SNSClient(access).send(new PublishCommand(message));
    },
    stop: async () => {
      await receiver.stop();
      await glacier.stop();
      rmSync(folder, { recursive: true });
    },
  };
};
