import { DEFAULT_LIFE_POLICY } from '../../../lambdas/core/function/settings.ts';
import type { PollerDeps } from '../../../lambdas/poller/deps.ts';
import { silentTelemetry } from '../../silent-telemetry.ts';
import { DEFAULT_POLLING } from '../models/default-polling.ts';

/** What every simulated poller works with: default settings, and metrics that are counted. */
export const createPollerBasics = () => {
  const counts = new Map<string, number>();
  const basics = {
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012', vaults: '*' },
    policy: DEFAULT_LIFE_POLICY,
    polling: DEFAULT_POLLING,
    log: {
      ...silentTelemetry.log,
      error: (code, cause) => {
        throw new Error(`The poller logged ${code}`, { cause });
      },
    },
    metrics: {
      ...silentTelemetry.metrics,
      count: (name, value = 1) => counts.set(name, (counts.get(name) ?? 0) + value),
    },
  } satisfies Partial<PollerDeps>;
  return { basics, countOf: (name: string) => counts.get(name) ?? 0 };
};
