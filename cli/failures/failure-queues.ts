import { createSqsClient } from '../../lambdas/adapters/messaging/sqs-client.ts';
import { createSqsFailureQueue } from '../../operations/aws/failure-queue.ts';
import type { FailureQueue } from '../../operations/redrive/failure-queue.ts';
import type { Service } from '../deployment/service.ts';

/** The failure queues, by the names of the groups of their commands. */
export const FAILURE_QUEUES = {
  notices: 'FailedNoticesQueue',
  events: 'FailedEventsQueue',
  deliveries: 'DeliveryDeadLetterQueue',
} as const;

/** The contents of a failure queue. */
export type Failures = keyof typeof FAILURE_QUEUES;

/** Opens a failure queue of a service. */
export const openFailureQueue = (
  { outputs, clientConfig }: Service,
  failures: Failures,
): FailureQueue =>
  createSqsFailureQueue(
    createSqsClient(clientConfig('sqs')),
    outputs[`${FAILURE_QUEUES[failures]}Url`],
  );
