import type { Settings } from '../settings.ts';

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
