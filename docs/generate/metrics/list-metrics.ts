import { METRIC_CATALOGUE } from '../../../lambdas/core/function/metric-catalogue.ts';
import type { Template } from '../synthesize-template.ts';

/** What one metric costs a month when it is emitted in every hour, in US dollars. */
const METRIC_DOLLARS = 0.3;
/** What one metric of an alarm costs a month, in US dollars. */
const ALARM_DOLLARS = 0.1;

const HEAD = `# Metrics

The metrics of the functions. \`npm run docs:generate\` writes this page from \`lambdas/core/function/metric-catalogue.ts\`.

- **Namespace:** \`GlacierJobNotifier/\`, the name of the stack and, for several constructs in a stack, the construct's
  path. Two deployments never share metrics.
- **Dimensions:** \`service\`, the function. Metrics "by vault" also have \`vault\`, only when something is wrong.
- There are no dimensions for jobs or endpoints, because CloudWatch charges each combination as a metric. The tables and
  logs have the details of a job or an endpoint.
`;

const COLUMNS = ['Metric', 'Unit', 'Meaning'];

/** Lists the metrics as a document, with the cost of monitoring. */
export const listMetrics = (template: Template): string => {
  const sections = Object.entries(METRIC_CATALOGUE).map(([service, metrics]) =>
    [`## ${service}`, '', ...tableOf(metrics)].join('\n'),
  );
  return [HEAD, ...sections.map((section) => `${section}\n`), costOf(template)].join('\n');
};

interface Entry {
  readonly unit: string;
  readonly isPerVault: boolean;
  readonly meaning: string;
}

const tableOf = (metrics: Readonly<Record<string, Entry>>): string[] => {
  const rows = Object.entries(metrics).map(([name, { unit, isPerVault, meaning }]) => [
    `\`${name}\`${isPerVault ? ', by vault' : ''}`,
    unit,
    meaning,
  ]);
  const all = [COLUMNS, ...rows];
  const widths = [0, 1, 2].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(COLUMNS), rule, ...rows.map(line)];
};

const costOf = (template: Template): string => {
  const metrics = Object.values(METRIC_CATALOGUE).flatMap((one) => Object.keys(one)).length;
  const alarms = Object.values(template.Resources).filter(
    ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
  );
  const watched = alarms.reduce((sum, { Properties }) => sum + watchedBy(Properties), 0);
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  return `## Cost of monitoring

Per month, at the list prices of us-east-1, before the free tier (10 metrics, 10 alarms, 3 dashboards of 50 metrics):

- **Metrics:** ${dollars(METRIC_DOLLARS)} each, only for the hours in which it is emitted: at most ${dollars(metrics * METRIC_DOLLARS)} for all ${metrics}. An idle service
  emits none: no metric is emitted with the value zero alone.
- **Alarms:** ${alarms.length}, on ${watched} metrics at ${dollars(ALARM_DOLLARS)}: ${dollars(watched * ALARM_DOLLARS)} with everything deployed. An alarm with a series per vault costs
  that much for each vault in alarm.
- **Dashboard:** $3.00 beyond the free ones. Its two tables query the logs when you open it, at $0.005 per GB.
`;
};

/** How many metrics an alarm is charged for; a query counts as one here. */
export const watchedBy = ({ Metrics }: Readonly<Record<string, unknown>>): number => {
  if (!Array.isArray(Metrics)) return 1;
  return Math.max(1, Metrics.filter((one) => 'MetricStat' in one).length);
};
