import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { ClientConfig } from '../../../lambdas/adapters/client-config.ts';
import type { Instant } from '../../../lambdas/core/instant.ts';
import { plusMinutes } from '../../../lambdas/core/instant.ts';
import type { ActivityFacts } from '../../doctor/facts.ts';

const METRICS = { invocations: 'Invocations', errors: 'Errors' } as const;

/** Counts the runs of a function in the last minutes, by its metrics: `cloudwatch:GetMetricData`. */
export const countRuns = async (
  functionName: string,
  { now, minutes }: { readonly now: Instant; readonly minutes: number },
  config: ClientConfig,
): Promise<ActivityFacts> => {
  const client = new CloudWatchClient(config);
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(plusMinutes(now, -minutes)),
      EndTime: new Date(now),
      MetricDataQueries: Object.entries(METRICS).map(([id, MetricName]) => ({
        Id: id,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName,
            Dimensions: [{ Name: 'FunctionName', Value: functionName }],
          },
          Period: 60,
          Stat: 'Sum',
        },
      })),
    }),
  );
  const sum = (id: string) =>
    MetricDataResults.filter(({ Id }) => Id === id)
      .flatMap(({ Values = [] }) => Values)
      .reduce((total, value) => total + value, 0);
  return { minutes, invocations: sum('invocations'), errors: sum('errors') };
};
