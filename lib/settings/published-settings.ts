import type { Settings } from './settings.ts';

/**
 * Serializes the settings that determine how a job is tracked, for programs outside the stack.
 *
 * Programs that record evidence must use the same settings as the functions: this is the output `JobSettings`.
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

/**
 * Serializes the settings that restrict endpoint URLs, for programs outside the stack.
 *
 * Programs that register endpoints must reject what the sender would: this is the output `WebhookSettings`.
 */
export const webhookSettingsText = ({
  allowHttp,
  allowedCidrs,
}: Pick<Settings['webhooks'], 'allowHttp' | 'allowedCidrs'>): string =>
  JSON.stringify({ allowHttp, allowedCidrs });
