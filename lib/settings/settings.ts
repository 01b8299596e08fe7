import * as z from 'zod';
import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/settings.ts';
import { keyArn, topicArn } from './arn.ts';
import { isLoopbackRange, isLoopbackUrl } from './cidr-setting.ts';
import { number, truth, truthOr } from './from-text.ts';
import { PollingSettings } from './polling-settings.ts';
import { SubscriberAccountsSetting } from './subscriber-accounts-setting.ts';
import { VaultsSetting } from './vaults-setting.ts';
import { WebhookSettings } from './webhook-settings.ts';

const Fields = z.strictObject({
  /** Whose jobs are recorded. */
  vaults: VaultsSetting,
  /** Whether the deployment changes the vaults. */
  manageVaultNotifications: truthOr('take-over')
    .optional()
    .describe(
      'Whether the deployment points the vaults at the topic for notices, and gives them back as they were when they leave the setting vaults or the stack is deleted: true sets vaults that notify nothing and refuses the deployment when one notifies another topic, "take-over" replaces that and puts it back in the end, false leaves the vaults alone. By default true, and false with existingNoticeTopicArn. With vaults "*" it changes those that exist when the stack is created, or when this setting or vaults changes.',
    )
    .meta({ absent: 'true, and false with existingNoticeTopicArn', examples: ['take-over'] }),
  /** A topic that the vaults notify already. */
  existingNoticeTopicArn: topicArn()
    .optional()
    .describe(
      'The ARN of an SNS topic in this region that the vaults notify already. It is subscribed, with a filter on messages that have a VaultARN or are an envelope that may hold a notice (Type is Notification, or Records of SNS or SQS), and no topic for notices is created.',
    )
    .meta({
      absent: 'a topic of its own',
      examples: ['arn:aws:sns:eu-west-1:123456789012:glacier-notices'],
    }),
  /** Whether CloudTrail tells of jobs. */
  trackInitiateJob: truth()
    .default(false)
    .describe(
      'Whether jobs are also learned of from CloudTrail when they are started, by an EventBridge rule: true or false. It needs a trail that logs management events in this region.',
    )
    .meta({ examples: [true] }),
  /** When jobs are looked at. */
  polling: PollingSettings,
  /** How often the vaults are searched for jobs that nobody announced. */
  sweepIntervalMinutes: number(z.number().int().min(15).max(720))
    .default(60)
    .describe(
      'How often the vaults are searched for jobs that nobody announced, in minutes, 15 to 720.',
    )
    .meta({ examples: [30] }),
  /** How long before an expiry its reminder is sent. */
  expiringLeadMinutes: number(z.number().int().gt(0).lt(1440))
    .default(DEFAULT_LIFE_POLICY.expiringLeadMinutes)
    .describe(
      'How long before a job\'s output may expire its event "expiring" is sent: a number of minutes, more than 0 and less than 1440.',
    )
    .meta({ examples: [480] }),
  /** How deliveries to endpoints are made. */
  webhooks: WebhookSettings,
  /** How long finished jobs are kept. */
  retentionDays: number(z.number().int().min(30).max(3650))
    .default(DEFAULT_LIFE_POLICY.retentionDays)
    .describe(
      'For how many days a job stays in the Jobs table after nothing more can happen to it, 30 to 3650. Evidence for an unknown job that completed longer ago is refused.',
    )
    .meta({ examples: [730] }),
  /** A topic for alarms. */
  alarmTopicArn: topicArn()
    .optional()
    .describe(
      'The ARN of an SNS topic in this region that every alarm is sent to when it begins, and most of them when they end. Its policy and its key, if it has one, must let cloudwatch.amazonaws.com publish.',
    )
    .meta({
      absent: 'no topic is told',
      examples: ['arn:aws:sns:eu-west-1:123456789012:storage-alarms'],
    }),
  /** An address for alarms. */
  alarmEmail: z
    .email('expected one e-mail address, such as storage@example.com')
    .optional()
    .describe(
      'An e-mail address that every alarm is sent to when it begins, and most of them when they end, through a topic of its own. AWS asks that address to confirm first.',
    )
    .meta({ absent: 'nobody is written to', examples: ['storage@example.com'] }),
  /** An endpoint of Glacier other than AWS's. */
  glacierEndpointUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "The http or https URL of a Glacier endpoint other than AWS's: a proxy or a simulator.",
    )
    .meta({ absent: "AWS's own", examples: ['https://glacier.proxy.example.com'] }),
  /** A key for the secrets of endpoints. */
  secretsKeyArn: keyArn()
    .optional()
    .describe(
      "The ARN of a KMS key in this region that encrypts the endpoints' secrets, instead of one of the stack's own. Its key policy must leave access to the account's IAM policies, as the default key policy does.",
    )
    .meta({
      absent: 'a key of its own, rotated every year',
      examples: ['arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    }),
  /** Who else may subscribe and read. */
  subscriberAccounts: SubscriberAccountsSetting,
  /** What outlives the stack. */
  removalPolicy: z
    .literal(['retain', 'destroy'])
    .default('retain')
    .describe(
      'Whether deleting the stack retains or destroys the tables and the KMS key: retain or destroy. A first deployment that fails deletes them in either case.',
    )
    .meta({ examples: ['destroy'] }),
});

/**
 * What a deployment can be told, each with its default and effect.
 *
 * The reference `docs/settings.md` and the types of the construct's props are made from it by
 * `npm run docs:settings`: from the description, `examples`, and `absent`, which says what holds where a
 * setting without a default is not given.
 */
export const Settings = Fields.check(({ value: { glacierEndpointUrl, webhooks }, issues }) => {
  if (glacierEndpointUrl !== undefined && isLoopbackUrl(glacierEndpointUrl)) return;
  for (const [index, range] of webhooks.allowedCidrs.entries()) {
    if (!isLoopbackRange(range)) continue;
    const path = ['webhooks', 'allowedCidrs', index];
    const message = 'loopback addresses reach the function itself; leave it out';
    issues.push({ code: 'custom', input: range, path, message });
  }
});

/** See the schema of the same name. */
export type Settings = z.output<typeof Settings>;
