import type { Template } from 'aws-cdk-lib/assertions';

/** An alarm of a template, as far as tests read it. */
export interface TemplateAlarm {
  readonly AlarmDescription: string;
  readonly TreatMissingData: string;
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly Period?: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Statistic?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly Period?: number;
    readonly MetricStat?: unknown;
    readonly ReturnData?: boolean;
  }[];
  readonly AlarmActions?: readonly unknown[];
  readonly OKActions?: readonly unknown[];
}

/** The alarms of a template by the ids that the runbook knows them by. */
export const alarmsOf = (template: Template): ReadonlyMap<string, TemplateAlarm> =>
  new Map(
    Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, resource]) => [
      id.replace(/^MonitoringAlarms(.+)[0-9A-F]{8}$/, '$1'),
      resource['Properties'] as TemplateAlarm,
    ]),
  );
