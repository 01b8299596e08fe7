// Made by `npm run docs:settings` from the schema: edit there.
import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { FunctionsProps } from './functions-props.ts';
import type { MonitoringProps } from './monitoring-props.ts';
import type { PollingProps } from './polling-props.ts';
import type { SenderVpc } from './sender-vpc.ts';
import type { VaultManagement } from './vault-management.ts';
import type { WebhooksProps } from './webhooks-props.ts';

/** The settings of the service, all optional. */
export interface GlacierJobNotifierProps {
  /**
   * The names of the vaults to track (at most 100, with 2500 characters in total), or only "*" for
   * every vault of the account in this Region. If omitted, no vault is tracked and synthesis prints
   * a warning; an empty list omits the warning.
   * @default - no vault is tracked, and synthesis prints a warning
   */
  readonly vaults?: string[] | undefined;
  /**
   * Whether the deployment configures the vaults to notify the notice topic. It restores their
   * configuration when a vault is removed from the prop vaults or the stack is deleted. With all
   * vaults ("*"), it changes the vaults that exist when the stack is created, or when this prop or
   * vaults changes.
   * @default - CONFIGURE, and NONE with existingNoticeTopic
   */
  readonly manageVaultNotifications?: VaultManagement | undefined;
  /**
   * A standard SNS topic in this Region that the vaults already notify. The construct then creates
   * no notice topic, and subscribes to this one with a filter for messages with a VaultARN and
   * envelopes that may contain a notice (Type is Notification, or Records of SNS or SQS).
   * @default - the stack creates a topic
   */
  readonly existingNoticeTopic?: ITopic | undefined;
  /**
   * Whether to track jobs as soon as CloudTrail records their start, through an EventBridge rule:
   * true or false. It requires a trail that logs management events in this Region.
   * @default false
   */
  readonly trackInitiateJob?: boolean | undefined;
  /**
   * When the poller polls a job without a notice, by tier. More steps detect a completion sooner
   * but need more DescribeJob calls, which are free but rate-limited.
   * @default - the default of each
   */
  readonly polling?: PollingProps | undefined;
  /**
   * The interval between searches of the vaults for unannounced jobs, in minutes: 15 to 720.
   * @default - 60 minutes
   */
  readonly sweepInterval?: Duration | undefined;
  /**
   * How long before the output of a job may expire to send its "expiring" event, in minutes: more
   * than 0 and less than 1440.
   * @default - 240 minutes
   */
  readonly expiringLead?: Duration | undefined;
  /**
   * How events are delivered to endpoints.
   * @default - the default of each
   */
  readonly webhooks?: WebhooksProps | undefined;
  /**
   * How the functions run.
   * @default - the default of each
   */
  readonly functions?: FunctionsProps | undefined;
  /**
   * The VPC of the function that sends webhooks, for receivers in private networks (with
   * webhooks.allowedCidrs) or to send from the fixed addresses of your NAT gateways. No other
   * function joins it.
   * @default - the sender runs outside your VPCs
   */
  readonly vpc?: SenderVpc | undefined;
  /**
   * An EventBridge event bus in this Region that also receives every event of jobs and groups. The
   * policy of a bus in another account must allow this account events:PutEvents. EventBridge
   * accepts and drops events for a bus that does not exist.
   * @default - events go to no bus
   */
  readonly eventBus?: IEventBus | undefined;
  /**
   * The number of days that a job stays in the Jobs table after its last possible transition: 30 to
   * 3650. Evidence of an unknown job that completed earlier is rejected.
   * @default - 365 days
   */
  readonly retention?: Duration | undefined;
  /**
   * After how many hours without a pending job a group of jobs is complete, if its expected number
   * of jobs is unknown: 1 to 720.
   * @default - 24 hours
   */
  readonly groupQuietPeriod?: Duration | undefined;
  /**
   * An SNS topic in this Region that receives every alarm, and most recoveries. The topic policy,
   * and the key policy of an encrypted topic, must allow cloudwatch.amazonaws.com to publish.
   * @default - alarms notify no topic
   */
  readonly alarmTopic?: ITopic | undefined;
  /**
   * An email address that receives every alarm, and most recoveries, through a dedicated topic. AWS
   * first sends a confirmation request to this address.
   * @default - alarms send no email
   */
  readonly alarmEmail?: string | undefined;
  /**
   * How long the log groups of the functions keep a line.
   * @default - THREE_MONTHS
   */
  readonly logRetention?: RetentionDays | undefined;
  /**
   * Whether the stack has the outputs of the service: true or false. Without them, it keeps the
   * same values in the metadata of a resource, where the command finds them.
   * @default true
   */
  readonly outputs?: boolean | undefined;
  /**
   * The HTTP or HTTPS URL of another Glacier endpoint: a proxy or a simulator.
   * @default - the endpoint of AWS
   */
  readonly glacierEndpointUrl?: string | undefined;
  /**
   * A KMS key in this Region that encrypts the secrets of endpoints, instead of encryptionKey or a
   * key that the construct creates. Its key policy must delegate access to IAM policies of the
   * account, as the default key policy does.
   * @default - the stack creates a key, rotated every year
   */
  readonly secretsKey?: IKey | undefined;
  /**
   * A KMS key in this Region that encrypts all queues, tables and log groups, and the events topic;
   * the secrets of endpoints too, unless secretsKey is set. It does not encrypt the notice topic:
   * Glacier would lose notices silently if it could not use the key. The construct adds the
   * statements for AWS services to the policy of a key that your app creates; add those of
   * docs/security.md to any other.
   * @default - keys of AWS encrypt the data
   */
  readonly encryptionKey?: IKey | undefined;
  /**
   * The ids of at most 15 other accounts that may subscribe to the events topic and assume a role
   * to read the Jobs table.
   * @default []
   */
  readonly subscriberAccounts?: string[] | undefined;
  /**
   * Whether deleting the stack retains or destroys the tables, the KMS key and the log groups. A
   * failed first deployment always deletes them.
   * @default - retain
   */
  readonly removalPolicy?: RemovalPolicy | undefined;
  /**
   * Which alarms and dashboard are created, and what alarms do.
   * @default - the default of each
   */
  readonly monitoring?: MonitoringProps | undefined;
}
