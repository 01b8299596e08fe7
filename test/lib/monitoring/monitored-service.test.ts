import { App, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, it } from 'vitest';
import { METRIC_CATALOGUE } from '../../../lambdas/core/function/metric-catalogue.ts';
import { AlarmSelection, GlacierJobNotifier } from '../../../lib/glacier-job-notifier.ts';

const stack = new Stack(new App(), 'S');
const service = new GlacierJobNotifier(stack, 'N', { vaults: ['photos'] });
const critical = new GlacierJobNotifier(stack, 'C', {
  vaults: ['letters'],
  monitoring: { alarms: AlarmSelection.CRITICAL },
});
const { namespace } = service.metric('Overdue').toMetricConfig().metricStat!;
const NAMES = Object.values(METRIC_CATALOGUE).flatMap((metrics) => Object.keys(metrics));

describe('metric', () => {
  it.each(NAMES)('gives %s, and an alarm can watch it', (name) => {
    const metric = service.metric(name);
    expect(
      new Alarm(stack, `${name}${Math.random()}`, { metric, threshold: 1, evaluationPeriods: 1 }),
    ).toBeInstanceOf(Alarm);
  });

  it('is the metric of its function', () => {
    expect(service.metric('DeliveryFailed').toMetricConfig().metricStat).toMatchObject({
      namespace: expect.stringMatching(/^GlacierJobNotifier\/S-N/),
      metricName: 'DeliveryFailed',
      dimensions: [{ name: 'service', value: 'sender' }],
      statistic: 'Sum',
    });
  });

  it.each([
    ['EvidenceConflict', 'service'],
    ['PollDenied', 'service, vault'],
  ])('adds up %s', (name, by) => {
    expect(service.metric(name).toMetricConfig().mathExpression?.expression).toBe(
      `SELECT SUM(${name}) FROM SCHEMA("${namespace}", ${by})`,
    );
  });

  it('lists the metrics when there is none of a name', () => {
    expect(() => service.metric('Overdeu')).toThrow(/^S\/N has no metric Overdeu; .*Overdue/);
  });

  it.each([
    'Overdue',
    'EvidenceConflict',
    'FoundByPolling',
    'FoundByNotice',
    'VaultMissing',
    'PollDenied',
    'GlacierUnsupported',
    'EndpointDisabled',
    'EndpointUnreadable',
    'DeliveryExhausted',
  ] as const)('has metric%s', (name) => {
    const { metricStat, mathExpression } = service[`metric${name}`]().toMetricConfig();
    expect(metricStat?.metricName ?? mathExpression?.expression).toContain(name);
  });
});

describe('alarm', () => {
  it('gives an alarm of the runbook', () => {
    expect(service.alarm('OverdueJobs')).toBeInstanceOf(Alarm);
  });

  it('lists those that the settings leave', () => {
    expect(() => critical.alarm('DeliveriesDelayed')).toThrow(
      /^S\/C has no alarm DeliveriesDelayed; with these settings it has DeadLetters, /,
    );
    const none = new GlacierJobNotifier(stack, 'None', {
      monitoring: { alarms: AlarmSelection.NONE },
    });
    expect(() => none.alarm('OverdueJobs')).toThrow('it has none.');
  });
});
