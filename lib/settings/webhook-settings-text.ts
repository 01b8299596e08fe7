import type { Settings } from './settings.ts';

/**
 * Writes the settings that decide where an endpoint may be, for programs outside of the stack.
 *
 * Whoever registers endpoints must refuse what the sender would: it is the output `WebhookSettings`.
 */
export const webhookSettingsText = ({
  allowHttp,
  allowedCidrs,
}: Pick<Settings['webhooks'], 'allowHttp' | 'allowedCidrs'>): string =>
  JSON.stringify({ allowHttp, allowedCidrs });
