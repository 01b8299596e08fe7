import type { Log, Metrics } from '../lambdas/core/function/telemetry.ts';

const nothing = () => undefined;

/** A log and metrics that keep nothing. */
export const silentTelemetry: { readonly log: Log; readonly metrics: Metrics } = {
  log: { info: nothing, warn: nothing, error: nothing },
  metrics: { count: nothing, countOfVault: nothing, milliseconds: nothing },
};
