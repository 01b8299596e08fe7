import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand } from '@aws-sdk/client-sns';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { anArchiveNotice } from '../support/a-notice.ts';
import { anInitiation } from '../support/an-initiation.ts';

const minute = 60_000;

/** Texts that only receivers, operators and the tables may ever see. */
export const CANARY = {
  header: 'Bearer canary-of-a-header',
  path: 'canary-of-a-path',
  description: 'canary of a description',
  archive: 'canaryOfAnArchive',
} as const;

/** Registers an endpoint whose URL and header hold credentials; gives them and its secret. */
export const registerCanary = async (sandbox: Sandbox): Promise<readonly string[]> => {
  const { clients, outputs, urls } = sandbox;
  const { endpointId, secret } = await sandbox.registerEndpoint({
    url: `${urls.receiver}/${CANARY.path}`,
  });
  await clients.dynamodb.send(
    new UpdateItemCommand({
      TableName: outputs.EndpointSecretsTableName,
      Key: marshall({ endpointId }),
      UpdateExpression: 'SET headers.#name = :header',
      ExpressionAttributeNames: { '#name': 'authorization' },
      ExpressionAttributeValues: marshall({ ':header': CANARY.header }),
    }),
  );
  return [secret, secret.replace('whsec_', '')];
};

/** Plays what the days of most deployments lack, and what calls AWS in other ways. */
export const playRareCases = async (sandbox: Sandbox, jobId: string): Promise<void> => {
  await publish(sandbox, anArchiveNotice({ ...carrying, CompletionDate: '2020-01-01T00:00:00Z' }));
  await publish(sandbox, anArchiveNotice({ ...carrying, StatusCode: 'Odd' }));
  await putDamagedJob(sandbox);
  await putDueDelivery(sandbox);
  const elsewhere = { requestParameters: { vaultName: 'silent' } };
  for (const changes of [{}, elsewhere, { responseElements: {} }]) {
    const initiation = anInitiation({ responseElements: { jobId }, ...changes });
    await sandbox.putEvent(initiation);
  }
  sandbox.receiver.answerNext('/gone', 410);
  const url = `${sandbox.urls.receiver}/gone`;
  await sandbox.registerEndpoint({ url, eventTypes: ['glacier.job.expiring'] });
  await sandbox.advance(20 * minute);
};

const carrying = {
  JobDescription: CANARY.description,
  ArchiveId: CANARY.archive,
};

const publish = async ({ clients, outputs }: Sandbox, notice: object): Promise<void> => {
  const Message = JSON.stringify(notice);
  await clients.sns.send(new PublishCommand({ TopicArn: outputs.NoticeTopicArn, Message }));
};

const putDamagedJob = ({ clients, outputs }: Sandbox) =>
  clients.dynamodb.send(
    new PutItemCommand({
      TableName: outputs.JobsTableName,
      Item: marshall({
        vaultArn: anArchiveNotice().VaultARN,
        jobId: 'damaged',
        jobDescription: CANARY.description,
        status: CANARY.description,
        lastChange: 'transition',
      }),
    }),
  );

const putDueDelivery = ({ clients, outputs, clock }: Sandbox) =>
  clients.dynamodb.send(
    new PutItemCommand({
      TableName: outputs.DeliveriesTableName,
      Item: marshall({
        eventId: 'evt_due',
        endpointId: 'ep_removed',
        eventType: 'glacier.job.succeeded',
        state: 'retrying',
        attempts: [],
        attemptCount: 1,
        dueShard: '0',
        nextAttemptAt: new Date(clock.now()).toISOString(),
        updatedAt: new Date(clock.now()).toISOString(),
        body: JSON.stringify({ data: { jobDescription: CANARY.description } }),
        expireAt: 4_000_000_000,
      }),
    }),
  );
