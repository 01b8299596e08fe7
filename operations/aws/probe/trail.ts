import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { ClientConfig } from '../../../lambdas/adapters/client-config.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { parseJson } from '../../../lambdas/core/json.ts';
import type { TrailReading } from '../../probe/observations.ts';

/**
 * Finds the CloudTrail record of the InitiateJob that started a job (`cloudtrail:LookupEvents`).
 *
 * Never throws: a report without it is still of use.
 */
export const findInitiateJob = async (
  config: ClientConfig,
  { jobId, since }: { readonly jobId: string; readonly since: Instant },
): Promise<TrailReading> => {
  const client = new CloudTrailClient(config);
  const command = new LookupEventsCommand({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'InitiateJob' }],
    StartTime: new Date(since),
  });
  try {
    const { Events = [] } = await client.send(command);
    const text = Events.find(({ CloudTrailEvent = '' }) => CloudTrailEvent.includes(jobId));
    if (text !== undefined) return { kind: 'found', record: parseJson(text.CloudTrailEvent ?? '') };
    return {
      kind: 'absent',
      reason: `CloudTrail lists ${Events.length} InitiateJob, not this one`,
    };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'absent', reason: `CloudTrail was not readable: ${name}: ${message}` };
  } finally {
    client.destroy();
  }
};
