import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SenderEnv } from '../../lambdas/sender/env.ts';
import { allowKeyOf, allowOn } from '../access/encryption-key.ts';
import { FailureQueue } from '../messaging/failure-queue.ts';
import type { Settings } from '../settings/settings.ts';
import type { DeliveriesTable } from '../tables/deliveries-table.ts';
import type { EndpointSecretsTable } from '../tables/endpoint-secrets-table.ts';
import type { EndpointsTable } from '../tables/endpoints-table.ts';
import { joinVpc } from './runtime/join-vpc.ts';
import { NodeFunction, type Variable } from './runtime/node-function.ts';

/**
 * The maximum receive count of a delivery before it moves to the dead-letter queue.
 *
 * Every attempt takes one receive; twice that plus ten leaves room for throttling and crashes, which
 * also count, so that only the sender decides that a delivery is exhausted.
 */
const maxReceiveCount = (retryScheduleSeconds: readonly number[]): number =>
  2 * (retryScheduleSeconds.length + 1) + 10;

/** Time to read, sign and record, in addition to the response timeout of the endpoint. */
const OWN_SECONDS = 20;

/** The props of the sender. */
export interface SenderProps {
  /** The webhook endpoints. */
  readonly endpoints: EndpointsTable;
  /** URLs and signing secrets. */
  readonly endpointSecrets: EndpointSecretsTable;
  /** Where attempts are recorded. */
  readonly deliveries: DeliveriesTable;
  /** How deliveries are made. */
  readonly settings: Settings['webhooks'];
  /** The network of the function, if it has one. */
  readonly vpc: Settings['vpc'];
}

/**
 * Makes the deliveries of DeliveryQueue.
 *
 * The Deliveries table keeps failed deliveries. DeliveryDeadLetterQueue keeps only messages that the
 * sender itself repeatedly failed to process.
 */
export class Sender extends Construct {
  /** The function that makes them. */
  readonly fn: NodeFunction;
  /** The queue of deliveries to make. */
  readonly deliveryQueue: Queue;
  /** Keeps the messages that the sender failed to process. */
  readonly deadLetters: FailureQueue;

  constructor(scope: Construct, id: string, props: SenderProps) {
    super(scope, id);
    const { settings } = props;
    const timeout = Duration.seconds(settings.timeoutSeconds + OWN_SECONDS);
    this.deadLetters = new FailureQueue(this, 'DeliveryDeadLetterQueue');
    this.deliveryQueue = new Queue(this, 'DeliveryQueue', {
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      // The maximum: a delivery survives any outage of the sender itself.
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
      // The event source grants the permissions to receive and defer.
      DELIVERY_QUEUE_URL: this.deliveryQueue.queueUrl,
      ...webhookEnvironment(props.settings),
    } satisfies SenderEnv);
    joinVpc(this, fn, props.vpc);
    allowKeyOf(this, fn, ['sqs:ReceiveMessage']);
    fn.addEventSource(
      new SqsEventSource(this.deliveryQueue, {
        batchSize: 10,
        maxConcurrency: props.settings.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    return fn;
  }

  /** Lets a function queue deliveries. */
  grantDeliver(grantee: IGrantable): Variable<'DELIVERY_QUEUE_URL'> {
    allowOn(this, grantee, ['sqs:SendMessage'], this.deliveryQueue.queueArn);
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
