import type { PollingPolicy } from '../../../lambdas/core/polling/policy.ts';
import { PollingSettings } from '../../../lib/settings/polling-settings.ts';

/** The setting `polling` as it is deployed by default. */
export const DEFAULT_POLLING: PollingPolicy = PollingSettings.parse(undefined);
