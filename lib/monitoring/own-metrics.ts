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
} from '../../lambdas/core/metric-catalogue.ts';
import { metricsNamespace } from '../constructs/metrics-namespace.ts';

/** The metrics that the functions of one service emit. */
export interface OwnMetrics {
  /** One metric of a function: its sum in 15 minutes, unless told otherwise. */
  readonly of: <Service extends MetricService>(
    service: Service,
    name: MetricName<Service>,
    options?: MetricOptions,
  ) => Metric;
  /** The sum of what all functions count under a name, one series for each of them. */
  readonly byService: (name: MetricName, options?: MathExpressionOptions) => MathExpression;
  /** The sum of what all functions count under a name, one series for each vault. */
  readonly byVault: (name: VaultCountName, options?: MathExpressionOptions) => MathExpression;
}

/** Creates the metrics of the service that a construct is a part of. */
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

/** A Glacier job takes hours: finer would show noise. */
export const QUARTER = Duration.minutes(15);
