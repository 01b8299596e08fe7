// Made by `npm run docs:settings` from the schema: edit there.
import type { PollingProps } from './polling-props.ts';
import type { WebhooksProps } from './webhooks-props.ts';

/** The settings of the service, all optional. */
export interface SettingsProps {
  /**
   * The vaults whose jobs are recorded: a list of names (at most 100 with 2500 characters in all),
   * or "*" for every vault of the account in this region. Without it no vault is accepted, and the
   * synthesis warns; an empty list says that on purpose.
   * @default - no vault is accepted, and the synthesis warns
   */
  readonly vaults?: '*' | readonly string[] | undefined;
  /**
   * Whether the deployment points the vaults at the topic for notices, and gives them back as they
   * were when they leave the setting vaults or the stack is deleted: true sets vaults that notify
   * nothing and refuses the deployment when one notifies another topic, "take-over" replaces that
   * and puts it back in the end, false leaves the vaults alone. By default true, and false with
   * existingNoticeTopicArn. With vaults "*" it changes those that exist when the stack is created,
   * or when this setting or vaults changes.
   * @default - true, and false with existingNoticeTopicArn
   */
  readonly manageVaultNotifications?: boolean | 'take-over' | undefined;
  /**
   * The ARN of an SNS topic in this region that the vaults notify already. It is subscribed, with a
   * filter on messages that have a VaultARN or are an envelope that may hold a notice (Type is
   * Notification, or Records of SNS or SQS), and no topic for notices is created.
   * @default - a topic of its own
   */
  readonly existingNoticeTopicArn?: string | undefined;
  /**
   * Whether jobs are also learned of from CloudTrail when they are started, by an EventBridge rule:
   * true or false. It needs a trail that logs management events in this region.
   * @default false
   */
  readonly trackInitiateJob?: boolean | undefined;
  /**
   * When the poller asks Glacier about a job whose notice has not come, by tier: Expedited,
   * Standard, Bulk, Inventory. More steps find a completion sooner and cost more DescribeJob calls,
   * which are free but limited.
   * @default - the default of each
   */
  readonly polling?: PollingProps | undefined;
  /**
   * How often the vaults are searched for jobs that nobody announced, in minutes, 15 to 720.
   * @default 60
   */
  readonly sweepIntervalMinutes?: number | undefined;
  /**
   * How long before a job's output may expire its event "expiring" is sent: a number of minutes,
   * more than 0 and less than 1440.
   * @default 240
   */
  readonly expiringLeadMinutes?: number | undefined;
  /**
   * How deliveries to endpoints are made.
   * @default - the default of each
   */
  readonly webhooks?: WebhooksProps | undefined;
  /**
   * For how many days a job stays in the Jobs table after nothing more can happen to it, 30 to
   * 3650. Evidence for an unknown job that completed longer ago is refused.
   * @default 365
   */
  readonly retentionDays?: number | undefined;
  /**
   * The ARN of an SNS topic in this region that every alarm is sent to when it begins, and most of
   * them when they end. Its policy and its key, if it has one, must let cloudwatch.amazonaws.com
   * publish.
   * @default - no topic is told
   */
  readonly alarmTopicArn?: string | undefined;
  /**
   * An e-mail address that every alarm is sent to when it begins, and most of them when they end,
   * through a topic of its own. AWS asks that address to confirm first.
   * @default - nobody is written to
   */
  readonly alarmEmail?: string | undefined;
  /**
   * The http or https URL of a Glacier endpoint other than AWS's: a proxy or a simulator.
   * @default - AWS's own
   */
  readonly glacierEndpointUrl?: string | undefined;
  /**
   * The ARN of a KMS key in this region that encrypts the endpoints' secrets, instead of one of the
   * stack's own. Its key policy must leave access to the account's IAM policies, as the default key
   * policy does.
   * @default - a key of its own, rotated every year
   */
  readonly secretsKeyArn?: string | undefined;
  /**
   * The ids of other accounts, at most 15, that may subscribe to the events topic, and read the
   * Jobs table through a role that they can assume.
   * @default []
   */
  readonly subscriberAccounts?: readonly string[] | undefined;
  /**
   * Whether deleting the stack retains or destroys the tables and the KMS key: retain or destroy. A
   * first deployment that fails deletes them in either case.
   * @default "retain"
   */
  readonly removalPolicy?: 'retain' | 'destroy' | undefined;
}
