import * as z from 'zod';
import { DEFAULT_LIFE_POLICY } from '../../lambdas/core/function/settings.ts';
import { FunctionSettings } from './function-settings.ts';
import { monitoringFields } from './monitoring-settings.ts';
import { PollingSettings } from './polling-settings.ts';
import {
  construct,
  duration,
  propShapes,
  removalPolicy,
  vaultManagement,
} from './props/prop-shape.ts';
import { eventBus, topicArn } from './values/arn.ts';
import { isLoopbackRange, isLoopbackUrl } from './values/cidr-setting.ts';
import { number, truth, truthOr } from './values/from-text.ts';
import { keyFields } from './values/key-fields.ts';
import { SubscriberAccountsSetting } from './values/subscriber-accounts-setting.ts';
import { textOrToken } from './values/text-or-token.ts';
import { VaultsSetting } from './values/vaults-setting.ts';
import { VpcSettings } from './vpc-settings.ts';
import { WebhookSettings } from './webhook-settings.ts';

const Fields = z.strictObject({
  /** The vaults to track. */
  vaults: VaultsSetting,
  /** Whether the deployment changes the vaults. */
  manageVaultNotifications: truthOr('take-over')
    .optional()
    .describe(
      'Whether the deployment configures the vaults to notify the notice topic. It restores their configuration when a vault is removed from the setting vaults or the stack is deleted. true configures vaults without notifications, and fails if a vault notifies another topic; "take-over" also replaces other topics, and restores them later; false leaves the vaults unchanged. The default is true, but false with existingNoticeTopicArn. With vaults "*", it changes the vaults that exist when the stack is created, or when this setting or vaults changes.',
    )
    .meta({ absent: 'true, and false with existingNoticeTopicArn', examples: ['take-over'] })
    .register(
      propShapes,
      vaultManagement({
        about:
          'Whether the deployment configures the vaults to notify the notice topic. It restores their configuration when a vault is removed from the prop vaults or the stack is deleted. With all vaults ("*"), it changes the vaults that exist when the stack is created, or when this prop or vaults changes.',
        absent: 'CONFIGURE, and NONE with existingNoticeTopic',
      }),
    ),
  /** A topic that the vaults already notify. */
  existingNoticeTopicArn: topicArn()
    .optional()
    .describe(
      'The ARN of an SNS topic in this Region that the vaults already notify. The stack then creates no notice topic, and subscribes to this one with a filter for messages with a VaultARN and envelopes that may contain a notice (Type is Notification, or Records of SNS or SQS).',
    )
    .meta({
      absent: 'the stack creates a topic',
      examples: ['arn:aws:sns:eu-west-1:123456789012:glacier-notices'],
    })
    .register(
      propShapes,
      construct('existingNoticeTopic', ['ITopic', 'aws-sns'], 'topicArn', {
        about:
          'A standard SNS topic in this Region that the vaults already notify. The construct then creates no notice topic, and subscribes to this one with a filter for messages with a VaultARN and envelopes that may contain a notice (Type is Notification, or Records of SNS or SQS).',
      }),
    ),
  /** Whether CloudTrail reports started jobs. */
  trackInitiateJob: truth()
    .default(false)
    .describe(
      'Whether to track jobs as soon as CloudTrail records their start, through an EventBridge rule: true or false. It requires a trail that logs management events in this Region.',
    )
    .meta({ examples: [true] }),
  /** When jobs are polled. */
  polling: PollingSettings,
  /** How often the vaults are searched for unannounced jobs. */
  sweepIntervalMinutes: number(z.number().int().min(15).max(720))
    .default(60)
    .describe(
      'The interval between searches of the vaults for unannounced jobs, in minutes: 15 to 720.',
    )
    .meta({ examples: [30] })
    .register(propShapes, duration('sweepInterval', 'minutes')),
  /** When to send the reminder before an expiry. */
  expiringLeadMinutes: number(z.number().int().gt(0).lt(1440))
    .default(DEFAULT_LIFE_POLICY.expiringLeadMinutes)
    .describe(
      'How long before the output of a job may expire to send its "expiring" event, in minutes: more than 0 and less than 1440.',
    )
    .meta({ examples: [480] })
    .register(propShapes, duration('expiringLead', 'minutes')),
  /** How events are delivered to endpoints. */
  webhooks: WebhookSettings,
  /** How the functions run. */
  functions: FunctionSettings,
  /** The network of the sender. */
  vpc: VpcSettings,
  /** An event bus for events. */
  eventBus: eventBus()
    .optional()
    .describe(
      'An EventBridge event bus in this Region that also receives every event of jobs and groups: "default", the name of a bus of this account, or the ARN of a bus. The policy of a bus in another account must allow this account events:PutEvents. EventBridge accepts and drops events for a bus that does not exist.',
    )
    .meta({ absent: 'events go to no bus', examples: ['storage-events'] })
    .register(
      propShapes,
      construct('eventBus', ['IEventBus', 'aws-events'], 'eventBusArn', {
        about:
          'An EventBridge event bus in this Region that also receives every event of jobs and groups. The policy of a bus in another account must allow this account events:PutEvents. EventBridge accepts and drops events for a bus that does not exist.',
      }),
    ),
  /** How long finished jobs are kept. */
  retentionDays: number(z.number().int().min(30).max(3650))
    .default(DEFAULT_LIFE_POLICY.retentionDays)
    .describe(
      'The number of days that a job stays in the Jobs table after its last possible transition: 30 to 3650. Evidence of an unknown job that completed earlier is rejected.',
    )
    .meta({ examples: [730] })
    .register(propShapes, duration('retention', 'days')),
  /** When a group without an expected number of jobs is complete. */
  groupQuietHours: number(z.number().int().min(1).max(720))
    .default(24)
    .describe(
      'After how many hours without a pending job a group of jobs is complete, if its expected number of jobs is unknown: 1 to 720.',
    )
    .meta({ examples: [48] })
    .register(propShapes, duration('groupQuietPeriod', 'hours')),
  ...monitoringFields,
  /** Whether the stack has outputs. */
  outputs: truth()
    .default(true)
    .describe(
      'Whether the stack has the outputs of the service: true or false. Without them, it keeps the same values in the metadata of a resource, where the command finds them.',
    )
    .meta({ examples: [false] }),
  /** A Glacier endpoint other than that of AWS. */
  glacierEndpointUrl: textOrToken(z.url({ protocol: /^https?$/ }), 'expected an HTTP or HTTPS URL')
    .optional()
    .describe('The HTTP or HTTPS URL of another Glacier endpoint: a proxy or a simulator.')
    .meta({ absent: 'the endpoint of AWS', examples: ['https://glacier.proxy.example.com'] }),
  ...keyFields,
  /** Other accounts that may subscribe and read. */
  subscriberAccounts: SubscriberAccountsSetting,
  /** Whether data outlives the stack. */
  removalPolicy: z
    .literal(['retain', 'destroy'])
    .default('retain')
    .describe(
      'Whether deleting the stack retains or destroys the tables, the KMS key and the log groups: retain or destroy. A failed first deployment always deletes them.',
    )
    .meta({ examples: ['destroy'] })
    .register(
      propShapes,
      removalPolicy(
        'Whether deleting the stack retains or destroys the tables, the KMS key and the log groups. A failed first deployment always deletes them.',
      ),
    ),
});

/**
 * The settings of a deployment, each with its default and effect.
 *
 * The reference `docs/settings.md` and the types of the construct's props are generated from it by
 * `npm run docs:settings`: from the description, `examples`, and `absent`, which states the behavior when
 * a setting without a default is omitted.
 */
export const Settings = Fields.check(({ value: { glacierEndpointUrl, webhooks }, issues }) => {
  if (glacierEndpointUrl !== undefined && isLoopbackUrl(glacierEndpointUrl)) return;
  for (const [index, range] of webhooks.allowedCidrs.entries()) {
    if (!isLoopbackRange(range)) continue;
    const path = ['webhooks', 'allowedCidrs', index];
    const message = 'loopback addresses reach the function itself; remove it';
    issues.push({ code: 'custom', input: range, path, message });
  }
});

/** See the schema of the same name. */
export type Settings = z.output<typeof Settings>;
