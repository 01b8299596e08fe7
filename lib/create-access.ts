import { AccountPrincipal, CompositePrincipal, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Operator } from './access/operator.ts';
import type { Parts } from './create-parts.ts';
import type { EventsTopic } from './messaging/events-topic.ts';
import type { Settings } from './settings/settings.ts';

/** A policy for downstream teams: read access to the Jobs and Groups tables only. */
class JobsReader extends ManagedPolicy {
  constructor(scope: Construct, id: string, { jobs, groups }: Pick<Parts, 'jobs' | 'groups'>) {
    super(scope, id, { description: 'Reads the recorded jobs of Glacier vaults' });
    jobs.grantRead(this);
    groups.grantRead(this);
  }
}

/** What other accounts may access. */
interface SubscriberAccountsProps {
  /** The account ids, one or more. */
  readonly accountIds: readonly string[];
  /** The topic that they may subscribe to. */
  readonly eventsTopic: EventsTopic;
  /** The table that they may read. */
  readonly jobsReader: JobsReader;
}

/**
 * Lets other accounts subscribe to the events topic, and read the Jobs table in a role.
 *
 * Their own policies determine which of their principals may do so.
 */
class SubscriberAccounts extends Construct {
  /** The role that they assume to read. */
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

/** The access of people and other accounts. */
export interface Access {
  /** For downstream teams. */
  readonly jobsReader: JobsReader;
  /** For operators. */
  readonly operator: Operator;
  /** For other accounts, if any. */
  readonly subscribers: SubscriberAccounts | undefined;
}

/** Creates the policies and roles of people and other accounts, after the resources that they cover. */
export const createAccess = (service: Construct, parts: Parts, settings: Settings): Access => {
  const { eventsTopic } = parts;
  const { subscriberAccounts: accountIds } = settings;
  const jobsReader = new JobsReader(service, 'JobsReader', parts);
  const subscribers =
    accountIds.length === 0
      ? undefined
      : new SubscriberAccounts(service, 'Subscribers', { accountIds, eventsTopic, jobsReader });
  const operator = new Operator(service, 'Operator', { ...parts, service, settings });
  return { jobsReader, operator, subscribers };
};
