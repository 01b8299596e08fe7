import type { PollingPolicy } from '../../../lambdas/core/polling/policy.ts';
import { PollingSettings } from '../../../lib/settings/polling-settings.ts';

/** The setting `polling` as it is deployed when nobody sets it. */
export const DEFAULT_POLLING: PollingPolicy = PollingSettings.parse(undefined);
