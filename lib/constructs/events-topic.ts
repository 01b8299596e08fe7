import { type AccountPrincipal, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { allow } from './allow.ts';
import type { Variable } from './variable.ts';

/** The topic on which every transition of every job is announced to downstream teams. */
export class EventsTopic extends Construct {
  /** The topic. */
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Events of Glacier jobs',
      enforceSSL: true,
    });
  }

  /** Lets a function announce events. */
  grantPublish(grantee: IGrantable): Variable<'EVENTS_TOPIC_ARN'> {
    allow(grantee, ['sns:Publish'], this.topic.topicArn);
    return { EVENTS_TOPIC_ARN: this.topic.topicArn };
  }

  /** Lets somebody of this account subscribe to events. */
  grantSubscribe(grantee: IGrantable): void {
    allow(grantee, ['sns:Subscribe'], this.topic.topicArn);
  }

  /** Lets other accounts subscribe to events, and nothing else. */
  allowSubscribing(principals: AccountPrincipal[]): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'SubscriberAccounts',
        principals,
        actions: ['sns:Subscribe'],
        resources: [this.topic.topicArn],
      }),
    );
  }
}
