import * as z from 'zod';
import { list, number, truth } from './from-text.ts';

/** A delivery waits in its queue, where many long waits would hold up the others. */
const MAX_WAIT_SECONDS = 900;

const cidr = z.union([z.cidrv4(), z.cidrv6()], 'expected a block such as 10.20.0.0/16');

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
      .default([5, 60, 300, 900, 900, 900, 900, 900, 900])
      .describe(
        'The waits between the attempts of a delivery: 1 to 20 numbers of seconds, each from 1 to 900, varied by a fifth. The default makes ten attempts within some 96 minutes.',
      ),
    /** How long an endpoint may take to answer. */
    timeoutSeconds: number(z.number().int().min(1).max(30))
      .default(20)
      .describe('How long an endpoint may take to answer, 1 to 30 seconds.'),
    /** Private addresses that endpoints may live in. */
    allowedCidrs: list(z.array(cidr).max(20))
      .default([])
      .describe(
        'Blocks of private addresses, at most 20, that endpoints may live in although webhooks otherwise reach public addresses only.',
      ),
    /** Whether an endpoint may do without TLS. */
    allowHttp: truth()
      .default(false)
      .describe('Whether an endpoint may be http instead of https: true or false.'),
  })
  .prefault({})
  .describe('How deliveries to endpoints are made.');
