// Fetches outputs as soon as they are ready: npm install @aws-sdk/client-sqs
//                                            QUEUE_URL=https://sqs... node fetch-outputs.mjs ./outputs
import { spawnSync } from 'node:child_process';
import { argv, env } from 'node:process';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

const sqs = new SQSClient();
const queue = { QueueUrl: env.QUEUE_URL };

// Verifies, stores and collects, in this order. A duplicate finds the output that is there.
const fetchOutput = ({ vaultArn, jobId }) => {
  const args = ['glacier-jobs', 'fetch', vaultArn, '--to', argv[2], '--', jobId];
  return spawnSync('npx', args, { stdio: 'inherit' }).status === 0;
};

for (;;) {
  // The message of a consumer that crashes is redelivered after an hour.
  const receive = { ...queue, WaitTimeSeconds: 20, VisibilityTimeout: 3600 };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(receive));
  for (const { Body, ReceiptHandle } of Messages) {
    const { type, data } = JSON.parse(Body);
    const message = { ...queue, ReceiptHandle };
    if (type !== 'glacier.job.succeeded' || fetchOutput(data)) {
      await sqs.send(new DeleteMessageCommand(message));
    } else {
      await sqs.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 300 }));
    }
  }
}
