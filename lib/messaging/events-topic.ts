import {
  type AccountPrincipal,
  type Grant,
  type IGrantable,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { allow } from '../access/allow.ts';
import { allowOn } from '../access/encryption-key.ts';
import type { Variable } from '../functions/runtime/node-function.ts';

/** The topic that announces every transition of every job to downstream teams. */
export class EventsTopic extends Construct {
  /** The topic. */
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Glacier job events',
      enforceSSL: true,
    });
  }

  /** Lets a function publish events. */
  grantPublish(grantee: IGrantable): Variable<'EVENTS_TOPIC_ARN'> {
    allowOn(this, grantee, ['sns:Publish'], this.topic.topicArn);
    return { EVENTS_TOPIC_ARN: this.topic.topicArn };
  }

  /** Lets a principal of this account subscribe to events. */
  grantSubscribe(grantee: IGrantable): Grant {
    return allow(grantee, ['sns:Subscribe'], this.topic.topicArn);
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
