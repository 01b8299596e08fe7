import * as z from 'zod/mini';
import { unreachableError } from '../framework/errors/cli-error.ts';

const OutputsSchema = z.object({
  NoticeTopicArn: z.string(),
  EventsTopicArn: z.string(),
  /** Absent without the setting `eventBus`. */
  EventBus: z.optional(z.string()),
  JobsTableName: z.string(),
  /** Absent before 0.2.0. */
  GroupsTableName: z.optional(z.string()),
  EndpointsTableName: z.string(),
  EndpointSecretsTableName: z.string(),
  DeliveriesTableName: z.string(),
  DeliveryQueueUrl: z.string(),
  FailedNoticesQueueUrl: z.string(),
  FailedEventsQueueUrl: z.string(),
  DeliveryDeadLetterQueueUrl: z.string(),
  /** Absent where Glacier is AWS's own. */
  GlacierEndpointUrl: z.optional(z.string()),
  /** Absent where there is no dashboard. */
  DashboardUrl: z.optional(z.string()),
  /** JSON. */
  JobSettings: z.string(),
  /** JSON. */
  WebhookSettings: z.string(),
});

/** The outputs of a deployment that the command relies on. */
export type DeploymentOutputs = z.infer<typeof OutputsSchema>;

/** Their names. */
export const OUTPUT_NAMES = Object.keys(OutputsSchema.shape);

/** Says whether these are the outputs of a whole deployment. */
export const areComplete = (outputs: unknown): boolean => OutputsSchema.safeParse(outputs).success;

/** Checks that the outputs of `where` are those of this service. */
export const readDeploymentOutputs = (outputs: unknown, where: string): DeploymentOutputs => {
  const read = OutputsSchema.safeParse(outputs);
  if (read.success) return read.data;
  const missing = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw unreachableError(
    `${where} lacks the outputs ${missing}: it is not a stack of this service, its deployment is incomplete, or its version differs.`,
  );
};
