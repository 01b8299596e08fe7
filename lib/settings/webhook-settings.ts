import * as z from 'zod';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/function/settings.ts';
import { duration, durations, propShapes } from './props/prop-shape.ts';
import { cidr } from './values/cidr-setting.ts';
import { list, number, truth } from './values/from-text.ts';

/** Three days, the longest outage that is worth waiting for. */
const MAX_WAIT_SECONDS = 259_200;

/** How events are delivered to endpoints. */
export const WebhookSettings = z
  .strictObject({
    /** The delays between attempts. */
    retryScheduleSeconds: list(
      z
        .array(number(z.number().int().min(1).max(MAX_WAIT_SECONDS)))
        .min(1)
        .max(20),
    )
      .default([...DEFAULT_RETRY_SCHEDULE_SECONDS])
      .describe(
        'The delays between delivery attempts, in seconds: 1 to 20 numbers, each from 1 to 259200, with a jitter of 20 percent. The default is the schedule of the Standard Webhooks specification: ten attempts within about 75 hours.',
      )
      .meta({ examples: [[5, 300, 1800, 7200]] })
      .register(propShapes, durations('retrySchedule', 'seconds')),
    /** The response timeout of an endpoint. */
    timeoutSeconds: number(z.number().int().min(1).max(30))
      .default(20)
      .describe('The response timeout of an endpoint: 1 to 30 seconds.')
      .meta({ examples: [10] })
      .register(propShapes, duration('timeout', 'seconds')),
    /** The maximum concurrency of the sender. */
    maxConcurrency: number(z.number().int().min(2).max(1000))
      .default(50)
      .describe(
        'The maximum number of concurrent sender invocations, 2 to 1000; each makes up to ten deliveries. Leave concurrency for the other functions: in a new account with a quota of 10, set 2 to 4.',
      )
      .meta({ examples: [4] }),
    /** The time of continuous failure after which an endpoint is disabled. */
    disableAfterHours: number(z.number().int().min(1).max(720))
      .default(120)
      .describe(
        'The number of hours that an endpoint may fail continuously before it is disabled: 1 to 720.',
      )
      .meta({ examples: [48] })
      .register(propShapes, duration('disableAfter', 'hours')),
    /** Private address ranges that endpoints may use. */
    allowedCidrs: list(z.array(cidr).max(20))
      .default([])
      .describe(
        'Up to 20 CIDR ranges of private addresses that webhooks may reach in addition to public addresses. Link-local, metadata and unspecified addresses are never allowed; loopback addresses only if glacierEndpointUrl is a loopback address. In AWS, only a sender with the setting vpc reaches private addresses.',
      )
      .meta({ examples: [['10.20.0.0/16']] }),
    /** Whether endpoints may use plain HTTP. */
    allowHttp: truth()
      .default(false)
      .describe('Whether endpoints may use HTTP instead of HTTPS: true or false.')
      .meta({ examples: [true] }),
  })
  .prefault({})
  .describe('How events are delivered to endpoints.');
