import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { METRIC_CATALOGUE } from '../../../lambdas/core/function/metric-catalogue.ts';
import { OVERDUE_MINUTES } from '../../../lambdas/core/polling/overdue.ts';
import { GlacierJobNotifier } from '../../../lib/glacier-job-notifier.ts';
import { resolveValue } from '../../../sandbox/template/resolve-value.ts';
import { synthesize } from '../synthesize.ts';
import { alarmsOf } from './alarms-of.ts';

const { template } = synthesize({ vaults: ['photos'], trackInitiateJob: true });

interface Widget {
  readonly type: string;
  readonly width: number;
  readonly y: number;
  readonly properties: {
    readonly alarms?: readonly unknown[];
    readonly title?: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly annotations?: { readonly horizontal: readonly { readonly value: number }[] };
  };
}

const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
const parts = dashboard?.['Properties'].DashboardBody['Fn::Join'][1] as unknown[];
const body = parts.map((part) => (typeof part === 'string' ? part : 'resource')).join('');
const { widgets, start } = JSON.parse(body) as { widgets: Widget[]; start: string };
const lines = widgets.flatMap(({ properties }) => properties.metrics ?? []);

/** The metrics of the functions that a line shows, each with its service. */
const ownMetrics = (line: readonly unknown[]): string[] => {
  const [namespace, name, dimension, service] = line;
  if (namespace === 'GlacierJobNotifier/GlacierJobNotifier') {
    expect(dimension).toBe('service');
    return [`${String(service)} ${String(name)}`];
  }
  const { expression = '' } = (line.at(-1) ?? {}) as { expression?: string };
  const queried = /^SELECT SUM\((\w+)\) FROM SCHEMA\("GlacierJobNotifier\/GlacierJobNotifier"/;
  const asked = queried.exec(expression)?.[1] ?? '';
  return Object.entries(METRIC_CATALOGUE).flatMap(([one, metrics]) =>
    asked in metrics ? [`${one} ${asked}`] : [],
  );
};

describe('the dashboard', () => {
  it('shows a day, and the state of every alarm first', () => {
    const [, first] = widgets;
    expect(start).toBe('-P1D');
    expect(first?.type).toBe('alarm');
    expect(first?.properties.alarms).toHaveLength(alarmsOf(template).size);
  });

  it('has a widget for every question, and fills its rows', () => {
    const types = widgets.map(({ type }) => type);
    expect(types.filter((type) => type === 'text')).toHaveLength(9);
    expect(types.filter((type) => type === 'metric')).toHaveLength(22);
    expect(types.filter((type) => type === 'log')).toHaveLength(2);
    const rows = Map.groupBy(widgets, ({ y }) => y);
    for (const row of rows.values()) {
      expect(row.reduce((sum, { width }) => sum + width, 0)).toBe(24);
    }
  });

  it('sums counts; shows levels as maxima, and durations as percentiles', () => {
    const stats = lines
      .filter(([namespace]) => namespace === 'GlacierJobNotifier/GlacierJobNotifier')
      .map((line) => `${String(line[1])} ${(line.at(-1) as { stat: string }).stat}`)
      .filter((shown) => !shown.endsWith(' Sum'));
    const ofTiers = (level: string) =>
      ['Expedited', 'Standard', 'Bulk', 'Inventory'].map((tier) => `${level}${tier} Maximum`);
    expect(stats.sort()).toStrictEqual(
      [
        ...['p50', 'p99'].flatMap((stat) => [`DelayByNotice ${stat}`, `DelayByPolling ${stat}`]),
        ...['p50', 'p95', 'p99'].map((stat) => `DeliveryLatency ${stat}`),
        'DeliveryWaiting Maximum',
        'Overdue Maximum',
        ...ofTiers('Oldest'),
        ...ofTiers('Pending'),
      ].sort(),
    );
  });

  it('shows the health of each of seven functions, and the queues and the stream', () => {
    const shown = lines
      .filter(([namespace]) => String(namespace).startsWith('AWS/'))
      .map((line) => `${String(line[1])} ${(line.at(-1) as { stat: string }).stat}`);
    const counts = [...new Set(shown)].map(
      (one) => `${shown.filter((other) => other === one).length} ${one}`,
    );
    expect(counts.sort()).toStrictEqual([
      '1 ApproximateNumberOfMessagesNotVisible Maximum',
      '1 IteratorAge Maximum',
      '2 ApproximateAgeOfOldestMessage Maximum',
      '7 Duration p95',
      '7 Errors Sum',
      '7 Invocations Sum',
      '7 Throttles Sum',
      '8 ApproximateNumberOfMessagesVisible Maximum',
    ]);
  });

  it('shows every metric that the functions emit, and no other', () => {
    const emitted = Object.entries(METRIC_CATALOGUE).flatMap(([service, metrics]) =>
      Object.keys(metrics).map((name) => `${service} ${name}`),
    );
    const shown = new Set(lines.flatMap(ownMetrics));
    expect([...shown].sort()).toStrictEqual(emitted.sort());
  });

  it('has one Metrics Insights query in a widget at most, and so has each alarm', () => {
    const asked = widgets.map(({ properties }) => JSON.stringify(properties.metrics ?? []));
    const alarms = [...alarmsOf(template).values()].map(({ Metrics = [] }) =>
      JSON.stringify(Metrics),
    );
    const queries = [...asked, ...alarms].map(
      (text) => [...text.matchAll(/"expression":"SELECT /gi)].length,
    );
    expect(queries.filter((count) => count === 1).length).toBeGreaterThan(4);
    expect(Math.max(...queries)).toBe(1);
  });

  it('shows from when on pending jobs are overdue', () => {
    const ages = widgets.find(({ properties }) =>
      properties.title?.startsWith('Age of the oldest'),
    );
    const limits = ages?.properties.annotations?.horizontal.map(({ value }) => value * 60);
    expect(limits).toStrictEqual(
      [...new Set(Object.values(OVERDUE_MINUTES))].sort((a, b) => a - b),
    );
  });

  it.each([
    ['aws', 'console.aws.amazon.com'],
    ['aws-cn', 'console.amazonaws.cn'],
    ['aws-us-gov', 'console.amazonaws-us-gov.com'],
    ['aws-eusc', 'console.amazonaws-eusc.eu'],
  ])('has an address in the console of the partition %s', async (partition, host) => {
    const { Outputs, Conditions } = template.toJSON() as {
      Outputs: { DashboardUrl: { Value: unknown } };
      Conditions: Record<string, { 'Fn::Equals': [unknown, string] }>;
    };
    const url = await resolveValue(Outputs.DashboardUrl.Value, {
      ref: (name) => Promise.resolve(name === 'AWS::Region' ? 'some-region-1' : 'its-name'),
      attribute: () => Promise.reject(new Error('no attribute is expected')),
      condition: (name) => Promise.resolve(Conditions[name]?.['Fn::Equals'][1] === partition),
    });
    expect(url).toBe(
      `https://${host}/cloudwatch/home?region=some-region-1#dashboards/dashboard/its-name`,
    );
  });
});

describe('two services in one stack', () => {
  it('do not add up their metrics', () => {
    const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
    const stack = new Stack(app, 'Storage');
    new GlacierJobNotifier(stack, 'Photos');
    new GlacierJobNotifier(stack, 'Backups');
    const namespaces = Object.entries(
      Template.fromStack(stack).findResources('AWS::Lambda::Function'),
    ).map(([id, { Properties }]) => [
      id.startsWith('Photos'),
      Properties.Environment.Variables.POWERTOOLS_METRICS_NAMESPACE as string,
    ]);
    expect(new Set(namespaces.map(String))).toStrictEqual(
      new Set([
        expect.stringMatching(/^true,GlacierJobNotifier\/Storage-Photos-\w+$/),
        expect.stringMatching(/^false,GlacierJobNotifier\/Storage-Backups-\w+$/),
      ]),
    );
  });
});
