import { awsCommand } from '../../shell-command.ts';
import type { DoctorFacts, SubscriberFacts, SubscriptionFacts } from '../facts.ts';
import { type Finding, type StepResult, toResult } from '../finding.ts';
import { filterNotice } from '../policy/notice-filter.ts';
import { existingVaults } from './vaults.ts';

type Facts = Pick<
  DoctorFacts,
  'scope' | 'subscriptions' | 'noticeTopicArn' | 'intakeSubscriber' | 'vaults' | 'accountId'
>;

/** Checks whether intake is subscribed to the topic and receives every notice. */
export const checkSubscription = (facts: Facts): StepResult => {
  const { subscriptions, intakeSubscriber } = facts;
  if (subscriptions.kind === 'unchecked') return subscriptions;
  // Without it, the subscriptions of intake cannot be identified.
  if (intakeSubscriber.kind === 'unchecked') return intakeSubscriber;
  const intake = intakeSubscriber.value;
  const own = subscriptions.value.filter(
    ({ protocol, endpoint }) =>
      protocol === intake.protocol && endpoint.startsWith(intake.endpoint),
  );
  const findings =
    own.length === 0 ? [missing(intake, facts)] : own.flatMap((one) => judge(one, facts));
  const dropped = [...new Set(own.flatMap(droppedForms))];
  const limit =
    dropped.length === 0
      ? ''
      : ` from Glacier; its filter policy drops notices republished ${dropped.join(', ')}`;
  return toResult(findings, `intake is subscribed and receives every notice${limit}`);
};

const missing = (
  { protocol, endpoint }: SubscriberFacts,
  { noticeTopicArn, scope }: Facts,
): Finding => ({
  severity: 'critical',
  problem: 'The intake function is not subscribed to the topic: every notice is lost.',
  fix: awsCommand('sns', ['subscribe'], scope, {
    'topic-arn': noticeTopicArn,
    protocol,
    'notification-endpoint': endpoint,
  }),
});

const judge = (subscription: SubscriptionFacts, facts: Facts): Finding[] => {
  const { arn, filterPolicy, filterScope } = subscription;
  if (arn === undefined) return [unconfirmed(facts)];
  if (filterPolicy === undefined) return [];
  const judged = sampleNotices(facts).map(({ what, notice }) => ({
    what,
    verdict: filterNotice(filterPolicy, filterScope, notice),
  }));
  const dropped = judged.filter(({ verdict }) => verdict === 'drops').map(({ what }) => what);
  const fix = awsCommand('sns', ['set-subscription-attributes'], facts.scope, {
    'subscription-arn': arn,
    'attribute-name': 'FilterPolicy',
    'attribute-value': '{}',
  });
  if (dropped.length > 0) {
    const all = dropped.length === judged.length ? 'every notice' : dropped.join(', ');
    const problem = `The filter policy of the intake subscription drops ${all}.`;
    return [{ severity: 'critical', problem, fix }];
  }
  const isUnknown = judged.some(({ verdict }) => verdict === 'unknown');
  const problem = `The filter policy of the intake subscription cannot be evaluated and may drop notices.`;
  return isUnknown ? [{ severity: 'warning', problem, fix }] : [];
};

/** The republished forms of a notice that intake can read but the filter policy drops. */
const droppedForms = ({ filterPolicy, filterScope }: SubscriptionFacts): string[] =>
  filterPolicy === undefined
    ? []
    : REPUBLISHED.filter(
        ({ message }) => filterNotice(filterPolicy, filterScope, message) !== 'passes',
      ).map(({ how }) => how);

const REPUBLISHED = [
  { how: 'in an SNS envelope', message: { Type: 'Notification', Message: '{}' } },
  { how: 'in an SNS event', message: { Records: [{ Sns: { Message: '{}' } }] } },
  { how: 'in an SQS event', message: { Records: [{ body: '{}' }] } },
  { how: 'as a single SQS record', message: { messageId: 'sample', body: '{}' } },
  { how: 'as a single SNS record', message: { Sns: { Message: '{}' } } },
  { how: 'as doubly encoded text', message: '{}' },
];

const unconfirmed = ({ noticeTopicArn, scope }: Facts): Finding => ({
  severity: 'critical',
  problem: 'The intake subscription is not confirmed: every notice is lost.',
  fix: awsCommand('sns', ['list-subscriptions-by-topic', '--topic-arn', noticeTopicArn], scope),
});

/** One sample of each kind of notice that the vaults send. */
const sampleNotices = ({ vaults, accountId, noticeTopicArn }: Facts) => {
  const [, partition, , region] = noticeTopicArn.split(':');
  const names = existingVaults(vaults);
  return (names.length > 0 ? names : ['any']).flatMap((vault) =>
    ['ArchiveRetrieval', 'InventoryRetrieval'].flatMap((action) =>
      ['Succeeded', 'Failed'].map((status) => ({
        what: `${action} notices of ${vault} with the status ${status}`,
        notice: {
          VaultARN: `arn:${partition}:glacier:${region}:${accountId}:vaults/${vault}`,
          JobId: 'sample',
          Action: action,
          Completed: true,
          StatusCode: status,
        },
      })),
    ),
  );
};
