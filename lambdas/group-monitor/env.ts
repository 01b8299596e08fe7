import * as z from 'zod/mini';
import { text } from '../core/function/environment.ts';
import { RecordingEnv } from '../core/function/recording-env.ts';

/** The environment of the function `group-monitor`. */
export const GroupMonitorEnv = z.extend(RecordingEnv, {
  GROUPS_TABLE_NAME: text,
  /** The setting `groupQuietHours`. */
  GROUP_QUIET_HOURS: z.pipe(text, z.pipe(z.transform(Number), z.number().check(z.positive()))),
});

/** What the stack sets of it; AWS_REGION comes from Lambda. */
export type GroupMonitorEnv = Omit<z.input<typeof GroupMonitorEnv>, 'AWS_REGION'>;
