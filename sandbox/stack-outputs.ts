import * as z from 'zod';

/** The outputs of the stack that the sandbox and its users rely on. */
export const StackOutputs = z.object({
  NoticeTopicArn: z.string(),
  EventsTopicArn: z.string(),
  JobsTableName: z.string(),
  EndpointsTableName: z.string(),
  EndpointSecretsTableName: z.string(),
  DeliveriesTableName: z.string(),
  DeliveryQueueUrl: z.string(),
  FailedNoticesQueueUrl: z.string(),
  FailedEventsQueueUrl: z.string(),
  DeliveryDeadLetterQueueUrl: z.string(),
  JobSettings: z.string(),
  WebhookSettings: z.string(),
});

/** See the schema of the same name. */
export type StackOutputs = z.output<typeof StackOutputs>;
