import {
  Alarm,
  type IMetric,
  MathExpression,
  Metric,
  type MetricOptions,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRIC_CATALOGUE } from '../../lambdas/core/function/metric-catalogue.ts';
import { metricsNamespace } from '../functions/runtime/metrics-namespace.ts';
import { QUARTER } from './own-metrics.ts';

const DEFAULTS = { statistic: Stats.SUM, period: QUARTER };

/** The metrics and alarms of a service, for dashboards and alarms of the app that contains it. */
export abstract class MonitoredService extends Construct {
  /**
   * A metric of `docs/metrics.md`, by default its sum over 15 minutes; one that several functions emit is
   * the sum of all of them, and one by vault that of all vaults (with `period`, `label` and `color` alone).
   *
   * @throws Error that lists the metrics, when none has this name.
   */
  metric(metricName: string, options: MetricOptions = {}): IMetric {
    const all = Object.entries(METRIC_CATALOGUE).flatMap(([service, metrics]) =>
      Object.entries(metrics).map(([name, entry]) => ({ service, name, ...entry })),
    );
    const [first, ...others] = all.filter(({ name }) => name === metricName);
    if (first === undefined) {
      const known = [...new Set(all.map(({ name }) => name))].join(', ');
      throw new Error(`${this.node.path} has no metric ${metricName}; specify one of ${known}.`);
    }
    const namespace = metricsNamespace(this);
    const { service: functionName, isPerVault } = first;
    if (others.length === 0 && !isPerVault) {
      const dimensionsMap = { service: functionName };
      return new Metric({ namespace, metricName, dimensionsMap, ...DEFAULTS, ...options });
    }
    const schema = [`"${namespace}"`, 'service', ...(isPerVault ? ['vault'] : [])].join(', ');
    const { period = QUARTER, label, color } = options;
    const expression = `SELECT SUM(${metricName}) FROM SCHEMA(${schema})`;
    return new MathExpression({ expression, period, label, color });
  }

  /**
   * An alarm of `docs/runbook.md` by its name, such as `OverdueJobs`: to add actions, or for a composite alarm.
   *
   * @throws Error that lists the alarms, when none has this name or the setting `alarms` leaves it out.
   */
  alarm(alarmName: string): Alarm {
    const alarms = this.node.tryFindChild('Monitoring')?.node.tryFindChild('Alarms')?.node.children;
    const found = alarms?.find(({ node }) => node.id === alarmName);
    if (found instanceof Alarm) return found;
    const known = alarms?.map(({ node }) => node.id).join(', ') || 'none';
    throw new Error(
      `${this.node.path} has no alarm ${alarmName}; with these settings it has ${known}.`,
    );
  }

  /** Jobs pending longer than their tier should take; the alarm OverdueJobs watches its maximum. */
  metricOverdue(options?: MetricOptions): IMetric {
    return this.metric('Overdue', { statistic: Stats.MAXIMUM, ...options });
  }

  /** Responses and notices of Glacier that contradict the recorded job. */
  metricEvidenceConflict(options?: MetricOptions): IMetric {
    return this.metric('EvidenceConflict', options);
  }

  /** Completions that no notice announced, found by the poller. */
  metricFoundByPolling(options?: MetricOptions): IMetric {
    return this.metric('FoundByPolling', options);
  }

  /** Completions that a notice reported. */
  metricFoundByNotice(options?: MetricOptions): IMetric {
    return this.metric('FoundByNotice', options);
  }

  /** Runs with a tracked vault that Glacier does not know. */
  metricVaultMissing(options?: MetricOptions): IMetric {
    return this.metric('VaultMissing', options);
  }

  /** Runs of the poller that lacked a permission on a vault. */
  metricPollDenied(options?: MetricOptions): IMetric {
    return this.metric('PollDenied', options);
  }

  /** Runs of the poller in which Glacier did not serve the account. */
  metricGlacierUnsupported(options?: MetricOptions): IMetric {
    return this.metric('GlacierUnsupported', options);
  }

  /** Endpoints that were disabled automatically. */
  metricEndpointDisabled(options?: MetricOptions): IMetric {
    return this.metric('EndpointDisabled', options);
  }

  /** Reads of a damaged endpoint row, whose endpoint gets no events. */
  metricEndpointUnreadable(options?: MetricOptions): IMetric {
    return this.metric('EndpointUnreadable', options);
  }

  /** Deliveries without further attempts. */
  metricDeliveryExhausted(options?: MetricOptions): IMetric {
    return this.metric('DeliveryExhausted', options);
  }
}
