import * as z from 'zod';
import { number, truth } from './values/from-text.ts';

/** How the functions run. */
export const FunctionSettings = z
  .strictObject({
    /** The memory of every function. */
    memoryMb: number(z.number().int().min(256).max(3008))
      .default(512)
      .describe(
        'The memory of every function, in MB: 256 to 3008. The CPU grows with it. All measurements were made with 512.',
      )
      .meta({ examples: [1024] }),
    /** The concurrency that only intake can use. */
    intakeReservedConcurrency: number(z.number().int().min(1).max(1000))
      .optional()
      .describe(
        'The concurrency that Lambda reserves for intake, which is also its maximum: 1 to 1000. Other functions of the account cannot take it, and must keep 100. Notices above it wait, up to 6 hours. Limit the sender with webhooks.maxConcurrency instead.',
      )
      .meta({ absent: 'intake shares the concurrency of the account', examples: [5] }),
    /** Whether X-Ray traces invocations. */
    tracing: truth()
      .default(false)
      .describe(
        'Whether AWS X-Ray traces the invocations of every function (active tracing): true or false. X-Ray charges for each recorded trace.',
      )
      .meta({ examples: [true] }),
  })
  .prefault({})
  .describe('How the functions run.');
