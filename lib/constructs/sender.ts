import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SenderEnv } from '../../lambdas/sender/env.ts';
import type { Settings } from '../settings/settings.ts';
import { allow } from './allow.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { EndpointSecretsTable } from './endpoint-secrets-table.ts';
import type { EndpointsTable } from './endpoints-table.ts';
import { FailureQueue } from './failure-queue.ts';
import { NodeFunction } from './node-function.ts';
import { maxReceiveCount } from './receive-count.ts';
import type { Variable } from './variable.ts';

/** Time to read, to sign and to record, besides the endpoint's time to answer. */
const OWN_SECONDS = 20;

/** What the sender works with. */
export interface SenderProps {
  /** Who receives webhooks. */
  readonly endpoints: EndpointsTable;
  /** Where to, and signed with what. */
  readonly endpointSecrets: EndpointSecretsTable;
  /** Where attempts are recorded. */
  readonly deliveries: DeliveriesTable;
  /** How deliveries are made. */
  readonly settings: Settings['webhooks'];
}

/**
 * Makes the deliveries of DeliveryQueue.
 *
 * What an endpoint does not take is kept in the Deliveries table. DeliveryDeadLetterQueue keeps only
 * what the sender itself failed at, again and again.
 */
export class Sender extends Construct {
  /** The function that makes them. */
  readonly fn: NodeFunction;
  /** Holds the deliveries to be made. */
  readonly deliveryQueue: Queue;
  /** Keeps the messages that the sender failed at. */
  readonly deadLetters: FailureQueue;

  constructor(scope: Construct, id: string, props: SenderProps) {
    super(scope, id);
    const { settings } = props;
    const timeout = Duration.seconds(settings.timeoutSeconds + OWN_SECONDS);
    this.deadLetters = new FailureQueue(this, 'DeliveryDeadLetterQueue');
    this.deliveryQueue = new Queue(this, 'DeliveryQueue', {
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      // As long as can be: a delivery outlasts any outage of the sender itself.
      retentionPeriod: Duration.days(14),
      deadLetterQueue: {
        queue: this.deadLetters,
        maxReceiveCount: maxReceiveCount(settings.retryScheduleSeconds),
      },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    this.fn = this.addFunction(timeout, props);
  }

  private addFunction(timeout: Duration, props: SenderProps): NodeFunction {
    const fn = new NodeFunction(this, 'Function', {
      folder: 'sender',
      description: 'Sends signed webhooks to endpoints',
      timeout,
    });
    fn.useEnvironment({
      ...props.endpoints.grantKeep(fn),
      ...props.endpointSecrets.grantRead(fn),
      ...props.deliveries.grantRecord(fn),
      // The event source grants what receiving and putting off take.
      DELIVERY_QUEUE_URL: this.deliveryQueue.queueUrl,
      ...webhookEnvironment(props.settings),
    } satisfies SenderEnv);
    fn.addEventSource(
      new SqsEventSource(this.deliveryQueue, {
        batchSize: 10,
        maxConcurrency: props.settings.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    return fn;
  }

  /** Lets a function order deliveries. */
  grantDeliver(grantee: IGrantable): Variable<'DELIVERY_QUEUE_URL'> {
    allow(grantee, ['sqs:SendMessage'], this.deliveryQueue.queueArn);
    return { DELIVERY_QUEUE_URL: this.deliveryQueue.queueUrl };
  }
}

const webhookEnvironment = (settings: Settings['webhooks']) => ({
  WEBHOOK_TIMEOUT_SECONDS: String(settings.timeoutSeconds),
  RETRY_SCHEDULE_SECONDS: settings.retryScheduleSeconds.join(','),
  ALLOWED_CIDRS: settings.allowedCidrs.join(','),
  ALLOW_HTTP: settings.allowHttp ? ('true' as const) : ('false' as const),
  DISABLE_AFTER_HOURS: String(settings.disableAfterHours),
});
