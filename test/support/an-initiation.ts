import { anArchiveNotice } from './a-notice.ts';

/** The id of the job of {@link anInitiation}, which is that of the notice. */
export const INITIATED_JOB_ID = anArchiveNotice().JobId;

/**
 * What EventBridge is taken to make of CloudTrail's record of InitiateJob.
 *
 * Inferred from the sample of CreateVault in Glacier's guide: no public sample of this record is known.
 */
export const anInitiation = (changes: object = {}) => ({
  version: '0',
  id: 'f5b5b0b3-0000-4000-8000-000000000000',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.glacier',
  account: '123456789012',
  time: '2026-03-14T03:40:20Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', accountId: '123456789012', userName: 'Alice' },
    eventTime: '2026-03-14T03:40:19Z',
    eventSource: 'glacier.amazonaws.com',
    eventName: 'InitiateJob',
    awsRegion: 'eu-west-1',
    requestParameters: {
      accountId: '-',
      vaultName: 'photos',
      jobParameters: { type: 'archive-retrieval', tier: 'Standard' },
    },
    responseElements: {
      location: `/123456789012/vaults/photos/jobs/${INITIATED_JOB_ID}`,
      jobId: INITIATED_JOB_ID,
    },
    eventType: 'AwsApiCall',
    recipientAccountId: '123456789012',
    ...changes,
  },
});
