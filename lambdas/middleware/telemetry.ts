import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';
import type { MetricService } from '../core/function/metric-catalogue.ts';
import type { Log, Metrics, MetricsOf } from '../core/function/telemetry.ts';

/** The log and metrics of one function, and the middlewares that tie them to its invocations. */
export interface Telemetry<Service extends MetricService = MetricService> {
  readonly log: Log;
  readonly metrics: MetricsOf<Service>;
  readonly middleware: MiddlewareObj[];
}

/**
 * Creates JSON logs and embedded metrics with Powertools, configured by its `POWERTOOLS_*` variables.
 *
 * Log lines carry the request id and whether it is a cold start; metrics are written once at the end
 * of an invocation, also of one that fails.
 */
export const createTelemetry = <Service extends MetricService>(): Telemetry<Service> => {
  const logger = new Logger();
  const metrics = new PowertoolsMetrics();
  const log = createLog(logger);
  return {
    log,
    metrics: createMetrics(metrics),
    middleware: [injectLambdaContext(logger), flushMetrics(metrics, log)],
  };
};

const createLog = (logger: Logger): Log => ({
  info: (code, fields = {}) => logger.info(code, fields),
  warn: (code, fields = {}) => logger.warn(code, fields),
  error: (code, error, fields = {}) => logger.error(code, { ...fields, error: toError(error) }),
});

const createMetrics = (metrics: PowertoolsMetrics): Metrics => ({
  count: (name, value = 1) => {
    metrics.addMetric(name, MetricUnit.Count, value);
  },
  // A line of its own, written at once: dimensions go for everything on a line.
  countOfVault: (name, vaultName) => {
    metrics.singleMetric().addDimension('vault', vaultName).addMetric(name, MetricUnit.Count, 1);
  },
  milliseconds: (name, value) => {
    metrics.addMetric(name, MetricUnit.Milliseconds, value);
  },
});

// Powertools' own logMetrics warns on every invocation that counts nothing; most of ours do not.
const flushMetrics = (metrics: PowertoolsMetrics, log: Log): MiddlewareObj => {
  const flush = () => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return {
    after: flush,
    // Lambda's own line for an uncaught error leaves out the chain of causes.
    onError: ({ error }) => {
      log.error('function.failed', error);
      flush();
    },
  };
};

const toError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
