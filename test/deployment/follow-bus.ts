import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { access } from './emulator.ts';
import { createFollowQueue } from './follow-queue.ts';

/** Sends the service's events on a bus to a queue of its own by a rule, and reads what it has received. */
export const followBus = async (busName: string) => {
  const { queueArn, read } = await createFollowQueue();
  const client = new EventBridgeClient(access);
  const rule = { Name: `follow-${Date.now()}`, EventBusName: busName };
  const EventPattern = JSON.stringify({ source: ['glacier-job-notifier'] });
  await client.send(new PutRuleCommand({ ...rule, EventPattern }));
  const { FailedEntries = [] } = await client.send(
    new PutTargetsCommand({
      Rule: rule.Name,
      EventBusName: busName,
      Targets: [{ Id: 'queue', Arn: queueArn }],
    }),
  );
  if (FailedEntries.length > 0) throw new Error(`No target: ${FailedEntries[0]?.ErrorMessage}`);
  return { read };
};
