import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../access/acknowledge.ts';
import { allowOn } from '../access/encryption-key.ts';

const IS_THE_LAST =
  'This queue is itself a dead-letter queue for a function, SNS, Scheduler or EventBridge, which this rule does not detect. Only an operator consumes it.';

/** A queue that keeps failures for the SQS maximum of 14 days, until an operator redrives them. */
export class FailureQueue extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    acknowledge(this, 'SQS3', IS_THE_LAST);
  }

  /** Lets a function send failures; returns the URL for its environment. */
  grantKeep(grantee: IGrantable): string {
    allowOn(this, grantee, ['sqs:SendMessage'], this.queueArn);
    return this.queueUrl;
  }
}
