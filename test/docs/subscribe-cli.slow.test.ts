import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { startFauxqs } from 'fauxqs';
import { expect, it } from 'vitest';
import { needAwsCli } from '../support/aws-cli.ts';
import { guideBlocks } from './guide-blocks.ts';

const access = {
  AWS_REGION: 'eu-west-1',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

it('subscribes a queue as docs/subscribe.md says', async ({ skip }) => {
  needAwsCli(skip);
  const server = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' });
  const sns = new SNSClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    endpoint: server.address,
  });
  try {
    const { topicArn } = server.createTopic('events');
    // The first version of the AWS CLI asks SQS itself whatever AWS_ENDPOINT_URL says.
    const script = `aws() { command aws --endpoint-url ${server.address} "$@"; }\n${commandsOf('A queue')}`;
    await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', script], {
      env: {
        ...process.env,
        ...access,
        EVENTS_TOPIC_ARN: topicArn,
      },
    });
    for (const type of ['glacier.job.failed', 'webhook.endpoint.disabled']) {
      const MessageAttributes = { type: { DataType: 'String', StringValue: type } };
      await sns.send(new PublishCommand({ TopicArn: topicArn, Message: type, MessageAttributes }));
    }
    const queue = server.inspectQueue('glacier-events');
    expect(queue?.messages.ready.map(({ body }) => body)).toStrictEqual(['glacier.job.failed']);
    expect(JSON.parse(queue?.attributes['Policy'] ?? '').Statement[0].Condition).toStrictEqual({
      ArnEquals: { 'aws:SourceArn': topicArn },
    });
  } finally {
    sns.destroy();
    await server.stop();
  }
});

const commandsOf = (title: string): string =>
  guideBlocks('subscribe.md')
    .filter(({ heading, language }) => heading === title && language === 'sh')
    .map(({ code }) => code)
    .join('\n');
