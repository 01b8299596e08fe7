import type { Construct } from 'constructs';
import { JobsReader } from './constructs/jobs-reader.ts';
import { Operator } from './constructs/operator.ts';
import { SubscriberAccounts } from './constructs/subscriber-accounts.ts';
import type { Parts } from './create-parts.ts';
import type { Settings } from './settings/settings.ts';

/** What people and other accounts are given. */
export interface Access {
  /** For downstream teams. */
  readonly jobsReader: JobsReader;
  /** For operators. */
  readonly operator: Operator;
  /** For other accounts, where there are any. */
  readonly subscribers: SubscriberAccounts | undefined;
}

/** Creates the policies and roles of people and other accounts, once all that they concern is there. */
export const createAccess = (service: Construct, parts: Parts, settings: Settings): Access => {
  const { eventsTopic } = parts;
  const { subscriberAccounts: accountIds } = settings;
  const jobsReader = new JobsReader(service, 'JobsReader', parts.jobs);
  const subscribers =
    accountIds.length === 0
      ? undefined
      : new SubscriberAccounts(service, 'Subscribers', { accountIds, eventsTopic, jobsReader });
  const operator = new Operator(service, 'Operator', { ...parts, service, settings });
  return { jobsReader, operator, subscribers };
};
