import * as z from 'zod/mini';
import { RecordingEnv } from '../core/recording-env.ts';

const text = z.string().check(z.minLength(1));

/** The environment of the function `intake`. */
export const IntakeEnv = z.extend(RecordingEnv, {
  FAILED_NOTICES_QUEUE_URL: text,
});

/** What the stack sets of it; AWS_REGION comes from Lambda. */
export type IntakeEnv = Omit<z.input<typeof IntakeEnv>, 'AWS_REGION'>;
