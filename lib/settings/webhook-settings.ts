import * as z from 'zod';
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from '../../lambdas/core/settings.ts';
import { cidr } from './cidr-setting.ts';
import { list, number, truth } from './from-text.ts';

/** Three days, as long as the longest outage that is still worth a wait of its own. */
const MAX_WAIT_SECONDS = 259_200;

/** How deliveries to endpoints are made. */
export const WebhookSettings = z
  .strictObject({
    /** The waits between attempts. */
    retryScheduleSeconds: list(
      z
        .array(number(z.number().int().min(1).max(MAX_WAIT_SECONDS)))
        .min(1)
        .max(20),
    )
      .default([...DEFAULT_RETRY_SCHEDULE_SECONDS])
      .describe(
        'The waits between the attempts of a delivery: 1 to 20 numbers of seconds, each from 1 to 259200, varied by a fifth. The default, that of the Standard Webhooks specification, makes ten attempts within some 75 hours.',
      )
      .meta({ examples: [[5, 300, 1800, 7200]] }),
    /** How long an endpoint may take to answer. */
    timeoutSeconds: number(z.number().int().min(1).max(30))
      .default(20)
      .describe('How long an endpoint may take to answer, 1 to 30 seconds.')
      .meta({ examples: [10] }),
    /** How many deliveries run at once. */
    maxConcurrency: number(z.number().int().min(2).max(1000))
      .default(50)
      .describe(
        'The maximum number of sender invocations that run at once, 2 to 1000; each makes up to ten deliveries. Leave room for the other functions: with a concurrency quota of 10, which a new account may have, set 2 to 4.',
      )
      .meta({ examples: [4] }),
    /** The time of failure that disables an endpoint. */
    disableAfterHours: number(z.number().int().min(1).max(720))
      .default(120)
      .describe(
        'For how many hours an endpoint may do nothing but fail before it is disabled, 1 to 720.',
      )
      .meta({ examples: [48] }),
    /** Private addresses that endpoints may live in. */
    allowedCidrs: list(z.array(cidr).max(20))
      .default([])
      .describe(
        'Ranges of private addresses, at most 20, that webhooks may reach in addition to public addresses. Link-local, metadata and unspecified addresses can never be allowed; loopback addresses only if glacierEndpointUrl is itself a loopback address.',
      )
      .meta({ examples: [['10.20.0.0/16']] }),
    /** Whether an endpoint may do without TLS. */
    allowHttp: truth()
      .default(false)
      .describe('Whether an endpoint may be http instead of https: true or false.')
      .meta({ examples: [true] }),
  })
  .prefault({})
  .describe('How deliveries to endpoints are made.');
