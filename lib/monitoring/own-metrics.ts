import { Duration } from 'aws-cdk-lib';
import {
  MathExpression,
  type MathExpressionOptions,
  Metric,
  type MetricOptions,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type {
  MetricName,
  MetricService,
  VaultCountName,
} from '../../lambdas/core/function/metric-catalogue.ts';
import { metricsNamespace } from '../functions/runtime/metrics-namespace.ts';

/** The metrics that the functions of one service emit. */
export interface OwnMetrics {
  /** One metric of a function; by default its sum over 15 minutes. */
  readonly of: <Service extends MetricService>(
    service: Service,
    name: MetricName<Service>,
    options?: MetricOptions,
  ) => Metric;
  /** The sum of a metric, with one series per function. */
  readonly byService: (name: MetricName, options?: MathExpressionOptions) => MathExpression;
  /** The sum of a metric, with one series per vault. */
  readonly byVault: (name: VaultCountName, options?: MathExpressionOptions) => MathExpression;
}

/** Creates the metrics of the service that contains a construct. */
export const createOwnMetrics = (part: Construct): OwnMetrics => {
  const namespace = metricsNamespace(part);
  const by = (dimensions: readonly string[], name: string, options: MathExpressionOptions = {}) => {
    const schema = [`"${namespace}"`, ...dimensions].join(', ');
    const group = dimensions.at(-1) ?? '';
    return new MathExpression({
      expression: `SELECT SUM(${name}) FROM SCHEMA(${schema}) GROUP BY ${group} ORDER BY SUM() DESC`,
      period: QUARTER,
      ...options,
    });
  };
  return {
    of: (service, name, options) =>
      new Metric({
        namespace,
        metricName: name,
        dimensionsMap: { service },
        statistic: Stats.SUM,
        period: QUARTER,
        ...options,
      }),
    byService: (name, options) => by(['service'], name, options),
    byVault: (name, options) => by(['service', 'vault'], name, options),
  };
};

/** A Glacier job takes hours: a shorter period would show noise. */
export const QUARTER = Duration.minutes(15);
