import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlacierClient, InitiateJobCommand } from '@aws-sdk/client-glacier';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { DeploymentOutputs } from '../../cli/deployment/deployment-outputs.ts';
import { createDynamoGroups } from '../../lambdas/adapters/dynamo/groups.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createGlacier } from '../../lambdas/adapters/glacier/describe-job.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { setExpected } from '../../operations/groups/expect.ts';
import type { GlacierSimulator } from '../../sandbox/glacier/glacier-simulator.ts';
import { anArchiveNotice, PHOTOS_ARN } from '../support/a-notice.ts';
import { POLICY } from '../support/evidence.ts';
import { ACCOUNT_ID, access, REGION } from './emulator.ts';

/** What a group is played with. */
export interface GroupPlay {
  readonly glacier: GlacierSimulator;
  readonly dynamodb: DynamoDBClient;
  readonly sns: SNSClient;
  readonly outputs: DeploymentOutputs;
}

const DURATION_MS = 30_000;

/** Starts and registers the jobs of a group; those in `silent` end without a notice, one fails. */
export const playGroup = async (
  { glacier, dynamodb, sns, outputs }: GroupPlay,
  { group, jobs, silent }: { group: string; jobs: number; silent: number },
): Promise<void> => {
  const store = createDynamoGroups(dynamodb, outputs.GroupsTableName ?? '');
  const now = () => new Date().toISOString();
  const policy = { ...POLICY, accountId: ACCOUNT_ID, region: REGION };
  await setExpected({ store, policy, now }, group, jobs);
  const record = createRecorder(createDynamoJobStore(dynamodb, outputs.JobsTableName), POLICY);
  const client = new GlacierClient({ ...access, endpoint: glacier.url });
  const description = `album [group:${group}]`;
  for (let number = 0; number < jobs; number += 1) {
    const { archiveId } = glacier.addArchive('photos', { archiveId: `${group}-${number}` });
    const { jobId = '' } = await client.send(
      new InitiateJobCommand({
        accountId: '-',
        vaultName: 'photos',
        jobParameters: {
          Type: 'archive-retrieval',
          ArchiveId: archiveId,
          Tier: 'Expedited',
          Description: description,
        },
      }),
    );
    const outcome = number === jobs - 1 ? 'Failed' : 'Succeeded';
    glacier.fixJob(jobId, { outcome, durationMs: DURATION_MS });
    const answer = await createGlacier(client).describeJob({ vaultArn: PHOTOS_ARN, jobId }, now());
    if (answer.kind !== 'seen') throw new Error(`Glacier answered ${answer.kind}`);
    await record({ ...answer.evidence, source: 'registration' }, answer.evidence.observedAt);
    if (number < silent) continue;
    const notice = anArchiveNotice({
      ArchiveId: archiveId,
      JobId: jobId,
      JobDescription: description,
      CreationDate: answer.evidence.details.creationDate,
      CompletionDate: new Date(Date.now() + DURATION_MS).toISOString(),
      StatusCode: outcome,
      StatusMessage: outcome,
      Tier: 'Expedited',
    });
    setTimeout(() => {
      const message = { TopicArn: outputs.NoticeTopicArn, Message: JSON.stringify(notice) };
      void sns.send(new PublishCommand(message));
    }, DURATION_MS + 2000);
  }
};
