import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import {
  alarmActions,
  alarmSelection,
  construct,
  logRetention,
  propShapes,
} from './props/prop-shape.ts';
import { topicArn } from './values/arn.ts';
import { number, truth } from './values/from-text.ts';
import { textOrToken } from './values/text-or-token.ts';

const DAYS = Object.values(RetentionDays).filter((value) => typeof value === 'number');

const isAction = (value: unknown): boolean =>
  value instanceof Object && 'bind' in value && typeof value.bind === 'function';

/** The settings of alarms, dashboard and logs. */
export const monitoringFields = {
  /** A topic for alarms. */
  alarmTopicArn: topicArn()
    .optional()
    .describe(
      'The ARN of an SNS topic in this Region that receives every alarm, and most recoveries. The topic policy, and the key policy of an encrypted topic, must allow cloudwatch.amazonaws.com to publish.',
    )
    .meta({
      absent: 'alarms notify no topic',
      examples: ['arn:aws:sns:eu-west-1:123456789012:storage-alarms'],
    })
    .register(
      propShapes,
      construct('alarmTopic', ['ITopic', 'aws-sns'], 'topicArn', {
        about:
          'An SNS topic in this Region that receives every alarm, and most recoveries. The topic policy, and the key policy of an encrypted topic, must allow cloudwatch.amazonaws.com to publish.',
      }),
    ),
  /** An address for alarms. */
  alarmEmail: textOrToken(z.email(), 'expected one email address, such as storage@example.com')
    .optional()
    .describe(
      'An email address that receives every alarm, and most recoveries, through a dedicated topic. AWS first sends a confirmation request to this address.',
    )
    .meta({ absent: 'alarms send no email', examples: ['storage@example.com'] }),
  /** Which alarms are created. */
  alarms: z
    .literal(['all', 'critical', 'none'])
    .default('all')
    .describe(
      'Which alarms are created: all; critical, those that need an operator today; or none. CloudWatch charges $0.10 a month for each metric of an alarm.',
    )
    .meta({ examples: ['critical'] })
    .register(propShapes, alarmSelection),
  /** Whether there is a dashboard. */
  dashboard: truth()
    .default(true)
    .describe(
      'Whether to create a dashboard: true or false. CloudWatch charges $3.00 a month for each after the third of an account.',
    )
    .meta({ examples: [false] })
    .register(propShapes, { name: 'monitoring.dashboard', type: 'boolean' }),
  /** What else alarms do. */
  alarmActions: z
    .array(z.custom<IAlarmAction>(isAction, 'expected an action of the CDK, such as an SnsAction'))
    .default([])
    .describe(
      'What every alarm also does when it starts. Only the construct takes actions of the CDK; elsewhere, specify alarmTopicArn.',
    )
    .meta({ absent: 'none', examples: [[]], type: 'IAlarmAction[]' })
    .register(propShapes, alarmActions),
  /** How long logs are kept. */
  logRetentionDays: number(z.number())
    .default(RetentionDays.THREE_MONTHS)
    .check(z.refine((days) => days in RetentionDays, `expected one of ${DAYS.join(', ')}`))
    .describe(
      "The number of days that the functions' log groups keep a line: one that CloudWatch Logs accepts, such as 7, 30 or 365, or 9999 to keep every line.",
    )
    .meta({ examples: [30] })
    .register(propShapes, logRetention),
};
