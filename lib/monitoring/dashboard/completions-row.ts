import { Color, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { OwnMetrics } from '../own-metrics.ts';
import type { ServiceParts } from '../service-parts.ts';
import { graph, inUnits } from './graph.ts';

/** Completions by notice and by poll, their delays, and the incoming evidence. */
export const completionsRow = (own: OwnMetrics, parts: ServiceParts): IWidget[] => [
  graph({
    title: 'Completions by source',
    lines: [
      own.of('fan-out', 'FoundByNotice', { label: 'a notice', color: Color.GREEN }),
      own.of('fan-out', 'FoundByPolling', { label: 'the poller', color: Color.ORANGE }),
    ],
    stacked: true,
  }),
  graph({
    title: 'Delay from completion to recording (minutes)',
    lines: DELAYS.map(([name, statistic, label, color]) =>
      inUnits(own.of('fan-out', name, { statistic, label, color }), 'minutes'),
    ),
    unit: 'minutes',
  }),
  graph({
    title: 'Notices by outcome',
    lines: [
      own.of('intake', 'NoticeRecorded', { label: 'recorded', color: Color.GREEN }),
      own.of('intake', 'NoticeRepeated', { label: 'duplicate', color: Color.GREY }),
      own.of('intake', 'NoticeFieldDropped', { label: 'fields dropped', color: '#ff9896' }),
      own.of('intake', 'NoticeRefused', { label: 'refused', color: Color.RED }),
      own.byService('EvidenceConflict', { label: 'conflicting:', color: Color.PINK }),
      ...(parts.tracker === undefined ? [] : initiations(own)),
    ],
  }),
];

const DELAYS = [
  ['DelayByNotice', 'p50', 'a notice, p50', '#98df8a'],
  ['DelayByNotice', 'p99', 'a notice, p99', Color.GREEN],
  ['DelayByPolling', 'p50', 'the poller, p50', '#ffbb78'],
  ['DelayByPolling', 'p99', 'the poller, p99', Color.ORANGE],
] as const;

const initiations = (own: OwnMetrics) => [
  own.of('tracker', 'TrackRecorded', { label: 'CloudTrail: recorded', color: Color.BLUE }),
  own.of('tracker', 'TrackRepeated', { label: 'CloudTrail: duplicate', color: '#aec7e8' }),
  own.of('tracker', 'TrackSkipped', { label: 'CloudTrail: not started', color: '#c7c7c7' }),
  own.of('tracker', 'TrackRefused', { label: 'CloudTrail: untracked vault', color: Color.BROWN }),
  own.of('tracker', 'TrackTooEarly', { label: 'CloudTrail: retried', color: Color.ORANGE }),
  own.of('tracker', 'TrackFailed', { label: 'CloudTrail: unreadable', color: Color.PURPLE }),
];
