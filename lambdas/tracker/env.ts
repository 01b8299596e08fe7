import * as z from 'zod/mini';
import { text } from '../core/function/environment.ts';
import { RecordingEnv } from '../core/function/recording-env.ts';

/** The environment of the function `tracker`. */
export const TrackerEnv = z.extend(RecordingEnv, {
  FAILED_TRACKS_QUEUE_URL: text,
  /** An endpoint of Glacier other than AWS's. */
  GLACIER_ENDPOINT_URL: z.optional(text),
});

/** What the stack sets of it; AWS_REGION comes from Lambda. */
export type TrackerEnv = Omit<z.input<typeof TrackerEnv>, 'AWS_REGION'>;
