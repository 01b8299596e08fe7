import {
  GraphWidget,
  type GraphWidgetProps,
  type IMetric,
  LogQueryVisualizationType,
  LogQueryWidget,
  type LogQueryWidgetProps,
  MathExpression,
  type Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { NodeFunction } from '../../functions/runtime/node-function.ts';

/** The props of a graph. */
export interface GraphProps extends Pick<GraphWidgetProps, 'stacked' | 'leftAnnotations'> {
  /** The title of the graph. */
  readonly title: string;
  /** The lines. */
  readonly lines: readonly IMetric[];
  /**
   * The label of the axis.
   * @default - no label
   */
  readonly unit?: string;
  /**
   * The width in columns, of 24.
   * @default 8
   */
  readonly width?: number;
}

/** A graph with an axis that starts at zero. */
export const graph = ({ title, lines, unit, width = 8, ...others }: GraphProps): GraphWidget =>
  new GraphWidget({
    title,
    left: [...lines],
    leftYAxis: { min: 0, showUnits: false, ...(unit === undefined ? {} : { label: unit }) },
    width,
    height: 6,
    ...others,
  });

/** A table of what functions have logged. */
export const logTable = (
  functions: Iterable<NodeFunction>,
  props: Pick<LogQueryWidgetProps, 'title' | 'queryLines' | 'width'>,
): LogQueryWidget =>
  new LogQueryWidget({
    logGroupNames: [...functions].map(({ logGroup }) => logGroup.logGroupName),
    view: LogQueryVisualizationType.TABLE,
    height: 6,
    ...props,
  });

const MILLISECONDS = { seconds: 1000, minutes: 60_000, hours: 3_600_000 };

/** Converts a metric in milliseconds to a readable unit. */
export const inUnits = (metric: Metric, unit: keyof typeof MILLISECONDS): MathExpression => {
  const id = `m${metric.metricName.toLowerCase()}${metric.statistic.toLowerCase()}`;
  return new MathExpression({
    expression: `${id} / ${MILLISECONDS[unit]}`,
    usingMetrics: { [id]: metric },
    period: metric.period,
    label: metric.label ?? metric.metricName,
    ...(metric.color === undefined ? {} : { color: metric.color }),
  });
};
