import { METRIC_CATALOGUE } from '../../../lambdas/core/metric-catalogue.ts';
import type { Template } from '../synthesize-template.ts';

/** What one metric costs a month when it is emitted in every hour, in US dollars. */
const METRIC_DOLLARS = 0.3;
/** What one metric of an alarm costs a month, in US dollars. */
const ALARM_DOLLARS = 0.1;

const HEAD = `# Metrics

Every metric that the functions emit. It is generated from the catalogue that functions, dashboard and alarms take
the names from (\`lambdas/core/metric-catalogue.ts\`); \`npm run docs:generate\` writes it.

- **Namespace:** \`GlacierJobNotifier/\` and the name of the stack, with the way to the construct where it is not the
  stack's only one: two deployments in one account and region never add up each other's metrics.
- **Dimension** \`service\`: the function. \`vault\` besides, where the table says so: on trouble only.
- There is no dimension for jobs or endpoints. CloudWatch charges each combination as a metric of its own; what
  happened to one job or one endpoint is in the tables and, by its id, in the logs.
`;

/** Lists the metrics as a document, with what watching costs. */
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
  const all = [['Metric', 'Unit', 'What'], ...rows];
  const widths = [0, 1, 2].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(['Metric', 'Unit', 'What']), rule, ...rows.map(line)];
};

const costOf = (template: Template): string => {
  const metrics = Object.values(METRIC_CATALOGUE).flatMap((one) => Object.keys(one)).length;
  const alarms = Object.values(template.Resources).filter(
    ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
  );
  const watched = alarms.reduce((sum, { Properties }) => sum + watchedBy(Properties), 0);
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  return `## What watching costs

At the list prices of us-east-1, a month, before the free tier (10 metrics, 10 alarms, 3 dashboards of 50 metrics):

- **Metrics:** ${dollars(METRIC_DOLLARS)} each, for the hours in which it is emitted alone. All ${metrics} of them around the clock would be
  ${dollars(metrics * METRIC_DOLLARS)}; two (\`Overdue\`, \`DeliveryWaiting\`) always are, the others when there is something to count. A
  service that is idle pays ${dollars(2 * METRIC_DOLLARS)}.
- **Alarms:** ${alarms.length}, on ${watched} metrics at ${dollars(ALARM_DOLLARS)}: ${dollars(watched * ALARM_DOLLARS)} with everything deployed. One that has a series for each
  vault costs that much for each vault in trouble.
- **Dashboard:** $3.00 beyond the free ones. Its two tables query the logs when somebody looks, at $0.005 a GB.
`;
};

/** How many metrics an alarm is charged for; a query counts as one here. */
const watchedBy = ({ Metrics }: Readonly<Record<string, unknown>>): number => {
  if (!Array.isArray(Metrics)) return 1;
  return Math.max(1, Metrics.filter((one) => 'MetricStat' in one).length);
};
