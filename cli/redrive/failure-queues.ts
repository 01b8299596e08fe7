import { createSqsClient } from '../../lambdas/adapters/sqs-client.ts';
import { createSqsFailureQueue } from '../../lambdas/adapters/sqs-failure-queue.ts';
import type { FailureQueue } from '../../lambdas/core/failure-queue.ts';
import type { Service } from '../deployment/service.ts';

/** The outputs that name a queue of failures which can be sent on from. */
export type FailureQueueOutput =
  | 'FailedNoticesQueueUrl'
  | 'FailedEventsQueueUrl'
  | 'DeliveryDeadLetterQueueUrl';

/** Opens a queue of failures of a service. */
export const openFailureQueue = (
  { outputs, clientConfig }: Service,
  name: FailureQueueOutput,
): FailureQueue => createSqsFailureQueue(createSqsClient(clientConfig('sqs')), outputs[name]);
