import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { allow } from './allow.ts';

const IS_THE_LAST =
  'This queue is where failures end: a function, SNS, Scheduler or EventBridge sends them here, which this rule does not see. Nothing consumes it but an operator, so that nothing can fail on.';

/** A queue that keeps what failed for as long as SQS can, 14 days, until an operator sends it on. */
export class FailureQueue extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    acknowledge(this, 'SQS3', IS_THE_LAST);
  }

  /** Lets a function keep here what failed; gives the URL for its environment. */
  grantKeep(grantee: IGrantable): string {
    allow(grantee, ['sqs:SendMessage'], this.queueArn);
    return this.queueUrl;
  }
}
