import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';

/**
 * CloudTrail's record of a job's start, as EventBridge is taken to deliver it: no public sample is known.
 *
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/audit-logging.html
 */
export const initiationOf = ({ vaultArn, jobId }: JobKey) => {
  const [, , , region, account, resource = ''] = vaultArn.split(':');
  return {
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.glacier',
    account,
    region,
    detail: {
      eventSource: 'glacier.amazonaws.com',
      eventName: 'InitiateJob',
      awsRegion: region,
      recipientAccountId: account,
      requestParameters: { vaultName: resource.slice('vaults/'.length) },
      responseElements: { location: `/${account}/${resource}/jobs/${jobId}`, jobId },
    },
  };
};
