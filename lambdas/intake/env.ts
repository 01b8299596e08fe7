import * as z from 'zod/mini';
import { text } from '../core/function/environment.ts';
import { RecordingEnv } from '../core/function/recording-env.ts';

/** The environment of the function `intake`. */
export const IntakeEnv = z.extend(RecordingEnv, {
  FAILED_NOTICES_QUEUE_URL: text,
});

/** What the stack sets of it; AWS_REGION comes from Lambda. */
export type IntakeEnv = Omit<z.input<typeof IntakeEnv>, 'AWS_REGION'>;
