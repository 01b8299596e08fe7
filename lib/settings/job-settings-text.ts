import type { Settings } from './settings.ts';

/**
 * Writes the settings that decide what becomes of a job, for programs outside of the stack.
 *
 * Whoever records evidence must go by the same ones as the functions: it is the output `JobSettings`.
 */
export const jobSettingsText = ({
  vaults = [],
  retentionDays,
  expiringLeadMinutes,
  polling,
}: Pick<Settings, 'vaults' | 'retentionDays' | 'expiringLeadMinutes' | 'polling'>): string => {
  const windows = Object.entries(polling).map(([tier, plan]) => [tier, plan.windowMinutes]);
  const windowMinutes = Object.fromEntries(windows);
  return JSON.stringify({ vaults, retentionDays, expiringLeadMinutes, windowMinutes });
};
