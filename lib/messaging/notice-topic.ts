import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** Condition keys for the vaults of this account; sources disagree on which one Glacier sends. */
const OWN_ACCOUNT_KEYS = { SourceAccount: 'aws:SourceAccount', SourceOwner: 'aws:SourceOwner' };

/**
 * The topic to which Glacier announces completed jobs.
 *
 * It is not encrypted with a key: Glacier checks nothing and would lose the notices in silence if it
 * could not use the key, and a notice holds ids and descriptions only.
 */
export class NoticeTopic extends Topic {
  constructor(scope: Construct, id: string) {
    super(scope, id, { displayName: 'Glacier job notices', enforceSSL: true });
    for (const [name, key] of Object.entries(OWN_ACCOUNT_KEYS)) {
      this.addToResourcePolicy(
        new PolicyStatement({
          sid: `GlacierBy${name}`,
          principals: [new ServicePrincipal('glacier.amazonaws.com')],
          actions: ['sns:Publish'],
          resources: [this.topicArn],
          conditions: { StringEquals: { [key]: Stack.of(this).account } },
        }),
      );
    }
  }
}
