import type { EventBody } from './event-body.ts';

/**
 * Returns an event as a CloudEvent in structured JSON, with the same id and data.
 *
 * `source` is the deployment's account and region, and `subject` the job, group or endpoint.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export const toCloudEvent = ({ id, type, timestamp, data }: EventBody): object => ({
  specversion: '1.0',
  id,
  source: ['urn:glacier-job-notifier', data['accountId'], data['region']].filter(Boolean).join(':'),
  type,
  subject: subjectOf(data),
  time: timestamp,
  datacontenttype: 'application/json',
  data,
});

const subjectOf = ({ vaultName, jobId, group, endpointId }: EventBody['data']): string => {
  if (jobId !== undefined) return `vaults/${vaultName}/jobs/${jobId}`;
  return group === undefined ? `endpoints/${endpointId}` : `groups/${group}`;
};
