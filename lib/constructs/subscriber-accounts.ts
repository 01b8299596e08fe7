import { AccountPrincipal, CompositePrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { EventsTopic } from './events-topic.ts';
import type { JobsReader } from './jobs-reader.ts';

/** What other accounts are given. */
export interface SubscriberAccountsProps {
  /** Their ids, one or more. */
  readonly accountIds: readonly string[];
  /** What they may subscribe to. */
  readonly eventsTopic: EventsTopic;
  /** What they may read. */
  readonly jobsReader: JobsReader;
}

/**
 * Lets other accounts subscribe to the events topic, and read the Jobs table in a role.
 *
 * Who in such an account may do so is for its own policies to say.
 */
export class SubscriberAccounts extends Construct {
  /** The role in which they read. */
  readonly role: Role;

  constructor(scope: Construct, id: string, props: SubscriberAccountsProps) {
    super(scope, id);
    const accounts = props.accountIds.map((accountId) => new AccountPrincipal(accountId));
    this.role = new Role(this, 'Role', {
      description: 'Lets subscribers in other accounts read jobs',
      assumedBy: new CompositePrincipal(...accounts),
      managedPolicies: [props.jobsReader],
    });
    props.eventsTopic.allowSubscribing(accounts);
  }
}
