import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AwsCall } from '../../sandbox/functions/aws-call.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { anArchiveNotice } from '../support/a-notice.ts';
import { live, pending } from '../support/evidence.ts';

/** How many requests of each kind one invocation has made, as `dynamodb:GetItem`. */
export type Requests = Readonly<Record<string, number>>;

/** Invokes a function of the sandbox once, and counts its requests to AWS. */
export const countRequests = async (
  sandbox: Sandbox,
  name: string,
  event: unknown,
): Promise<Requests> => {
  const requestId = randomUUID();
  const calls: AwsCall[] = [];
  const stopListening = sandbox.on((happening) => {
    // Others may run at the same time.
    if (happening.kind === 'called' && happening.call.requestId === requestId) {
      calls.push(happening.call);
    }
  });
  const invocation = await sandbox.functions.get(name)?.invoke(event, requestId);
  stopListening();
  if (invocation?.kind !== 'succeeded') throw new Error(`${name} failed`, { cause: invocation });
  const byAction = Object.groupBy(calls, ({ action }) => action);
  return Object.fromEntries(
    Object.entries(byAction).map(([action, some = []]) => [action, some.length]),
  );
};

/** An event of SNS with one notice. */
export const aNoticeEvent = (changes: object) => ({
  Records: [{ Sns: { Message: JSON.stringify(anArchiveNotice(changes)) } }],
});

/** A batch of the Jobs table's stream with `count` new jobs. */
export const aStreamEvent = (count: number) => ({
  Records: Array.from({ length: count }, (_, index) => {
    const job = live([pending('registration', '2026-03-14T03:40:20.000Z')]);
    const image = marshall({ ...job, jobId: `streamed-${index}` }, { removeUndefinedValues: true });
    const { vaultArn, jobId } = image;
    const SequenceNumber = String(index + 1);
    return { dynamodb: { Keys: { vaultArn, jobId }, NewImage: image, SequenceNumber } };
  }),
});

/** A batch of DeliveryQueue. */
export const aQueueEvent = (endpointId: string, eventIds: readonly string[]) => ({
  Records: eventIds.map((eventId) => ({
    messageId: eventId,
    receiptHandle: eventId,
    body: JSON.stringify({ eventId, endpointId, eventType: 'glacier.job.failed', body: '{}' }),
    attributes: { ApproximateReceiveCount: '1' },
  })),
});
