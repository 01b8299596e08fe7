import * as z from 'zod';
import { number, truth } from './from-text.ts';
import { PollingSettings } from './polling-settings.ts';
import { VaultsSetting } from './vaults-setting.ts';
import { WebhookSettings } from './webhook-settings.ts';

const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/;
const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

/** What a deployment can be told, each with its default and effect. */
export const Settings = z.strictObject({
  /** Whose jobs are recorded. */
  vaults: VaultsSetting,
  /** A topic that the vaults notify already. */
  existingNoticeTopicArn: z
    .string()
    .regex(TOPIC_ARN, 'expected the ARN of a standard SNS topic')
    .optional()
    .describe(
      'The ARN of an SNS topic in this region that the vaults notify already. It is subscribed, with a filter on messages that have a VaultARN, and no topic for notices is created.',
    ),
  /** Whether CloudTrail tells of jobs. */
  trackInitiateJob: truth()
    .default(false)
    .describe(
      'Whether jobs are also learned of from CloudTrail when they are started, by an EventBridge rule: true or false. It needs a trail that logs management events in this region.',
    ),
  /** When jobs are looked at. */
  polling: PollingSettings,
  /** How often the vaults are searched for jobs that nobody announced. */
  sweepIntervalMinutes: number(z.number().int().min(15).max(720))
    .default(60)
    .describe(
      'How often the vaults are searched for jobs that nobody announced, in minutes, 15 to 720.',
    ),
  /** How long before an expiry its reminder is sent. */
  expiringLeadMinutes: number(z.number().int().gt(0).lt(1440))
    .default(240)
    .describe(
      'How long before a job\'s output may expire its event "expiring" is sent: a number of minutes, more than 0 and less than 1440.',
    ),
  /** How deliveries to endpoints are made. */
  webhooks: WebhookSettings,
  /** How long finished jobs are kept. */
  retentionDays: number(z.number().int().min(30).max(3650))
    .default(365)
    .describe(
      'For how many days a job stays in the Jobs table after nothing more can happen to it, 30 to 3650. Evidence for an unknown job that completed longer ago is refused.',
    ),
  /** An endpoint of Glacier other than AWS's. */
  glacierEndpointUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "The http or https URL of a Glacier endpoint other than AWS's: a proxy or a simulator.",
    ),
  /** A key for the secrets of endpoints. */
  secretsKeyArn: z
    .string()
    .regex(KEY_ARN, 'expected the ARN of a KMS key, not of an alias')
    .optional()
    .describe(
      "The ARN of a KMS key in this region that encrypts the endpoints' secrets, instead of one of the stack's own.",
    ),
  /** What outlives the stack. */
  removalPolicy: z
    .literal(['retain', 'destroy'])
    .default('retain')
    .describe(
      'What becomes of the tables and of the key for secrets when the stack is deleted: retain or destroy.',
    ),
});

/** See the schema of the same name. */
export type Settings = z.output<typeof Settings>;
