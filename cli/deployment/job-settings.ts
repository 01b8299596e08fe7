import * as z from 'zod/mini';
import { readOutput } from './read-output.ts';

const Window = z.tuple([z.number(), z.number()]);

const JobSettingsSchema = z.object({
  vaults: z.union([z.literal('*'), z.array(z.string())]),
  retentionDays: z.number(),
  expiringLeadMinutes: z.number(),
  /** From how many to how many minutes after its initiation a job plausibly completes. */
  windowMinutes: z.object({
    Expedited: Window,
    Standard: Window,
    Bulk: Window,
    Inventory: Window,
  }),
});

/** The deployment settings that determine how a job is tracked. */
export type JobSettings = z.infer<typeof JobSettingsSchema>;

/**
 * Reads the output `JobSettings`.
 *
 * @throws CliError when it is of another version.
 */
export const readJobSettings = (output: string): JobSettings =>
  readOutput(JobSettingsSchema, output, 'JobSettings');
