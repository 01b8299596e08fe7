import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';
import { alarmsOf } from './alarms-of.ts';
import { evaluateMetrics } from './metric-math.ts';

const { template } = synthesize({ vaults: ['photos'], trackInitiateJob: true });
const alarms = alarmsOf(template);
const others = alarmsOf(
  synthesize({ webhooks: { retryScheduleSeconds: [600, 900, 901] } }).template,
);
const alarm = (name: string) => alarms.get(name)!;

describe('the alarms', () => {
  it('are all there, each with its limit', () => {
    const limits = [...alarms].map(([name, one]) => {
      const { Statistic, MetricName, Metrics = [], Threshold } = one;
      const what = MetricName === undefined ? 'expression' : `${Statistic} of ${MetricName}`;
      const stat = Metrics.at(-1)?.MetricStat as { readonly Period: number } | undefined;
      const period = one.Period ?? Metrics[0]?.Period ?? stat?.Period;
      const { DatapointsToAlarm, EvaluationPeriods } = one;
      return `${name}: ${what} in ${period} s, ${Threshold} in ${DatapointsToAlarm} of ${EvaluationPeriods}`;
    });
    expect(limits).toStrictEqual([
      'DeadLetters: Maximum of ApproximateNumberOfMessagesVisible in 300 s, 1 in 1 of 1',
      'FailedEvents: Maximum of ApproximateNumberOfMessagesVisible in 300 s, 1 in 1 of 1',
      'FailedNotices: Maximum of ApproximateNumberOfMessagesVisible in 300 s, 1 in 1 of 1',
      'FailedPolls: Maximum of ApproximateNumberOfMessagesVisible in 300 s, 1 in 1 of 1',
      'FailedRuns: Maximum of ApproximateNumberOfMessagesVisible in 300 s, 1 in 1 of 1',
      'FailedChecks: Maximum of ApproximateNumberOfMessagesVisible in 300 s, 1 in 1 of 1',
      'FailedTracks: Maximum of ApproximateNumberOfMessagesVisible in 300 s, 1 in 1 of 1',
      'OverdueJobs: Maximum of Overdue in 900 s, 1 in 1 of 1',
      'ConflictingEvidence: expression in 3600 s, 1 in 1 of 1',
      'FoundByPolling: expression in 21600 s, 50 in 1 of 1',
      'VaultMissing: expression in 3600 s, 1 in 1 of 3',
      'PollerDenied: expression in 3600 s, 1 in 1 of 3',
      'GlacierUnsupported: Sum of GlacierUnsupported in 3600 s, 1 in 1 of 3',
      'PollerSilent: expression in 300 s, 1 in 3 of 3',
      'RedeliverSilent: expression in 300 s, 1 in 3 of 3',
      'GroupMonitorSilent: expression in 300 s, 1 in 3 of 3',
      'StreamLag: Maximum of IteratorAge in 300 s, 600000 in 2 of 2',
      'StreamStopped: expression in 900 s, 1 in 1 of 1',
      'EndpointDisabled: Sum of EndpointDisabled in 3600 s, 1 in 1 of 1',
      'EndpointUnreadable: expression in 3600 s, 1 in 1 of 1',
      'DeliveriesExhausted: Sum of DeliveryExhausted in 3600 s, 1 in 1 of 1',
      'DeliveriesDelayed: Maximum of ApproximateAgeOfOldestMessage in 300 s, 3966 in 3 of 3',
      'IntakeErrors: Sum of Errors in 300 s, 1 in 3 of 3',
      'PollerErrors: Sum of Errors in 300 s, 1 in 3 of 3',
      'TrackerErrors: Sum of Errors in 300 s, 1 in 3 of 3',
      'FanOutErrors: Sum of Errors in 300 s, 1 in 3 of 3',
      'SenderErrors: Sum of Errors in 300 s, 1 in 3 of 3',
      'RedeliverErrors: Sum of Errors in 300 s, 1 in 3 of 3',
      'GroupMonitorErrors: Sum of Errors in 300 s, 1 in 3 of 3',
      'IntakeThrottled: Sum of Throttles in 300 s, 1 in 3 of 3',
    ]);
  });

  it.each([...alarms])('%s takes silence for a fault only where it is one', (name, one) => {
    const isSilence = name.endsWith('Silent');
    expect(one.TreatMissingData).toBe(isSilence ? 'breaching' : 'notBreaching');
    expect(one.ComparisonOperator).toBe(
      isSilence ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
    );
  });

  it('watch every failure queue, for a single message', () => {
    const queues = Object.entries(template.findResources('AWS::SQS::Queue'))
      .filter(([, { Properties }]) => Properties.MessageRetentionPeriod === 1_209_600)
      .filter(([, { Properties }]) => Properties.RedrivePolicy === undefined)
      .map(([id]) => id);
    const watched = [...alarms.values()]
      .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(({ Threshold, Dimensions = [] }) => [Threshold, Dimensions[0]?.Value]);
    expect(watched).toHaveLength(7);
    expect(watched).toStrictEqual(
      expect.arrayContaining(queues.map((id) => [1, { 'Fn::GetAtt': [id, 'QueueName'] }])),
    );
  });

  it.each([
    ['PollerDenied', 'PollDenied'],
    ['VaultMissing', 'VaultMissing'],
  ])('%s has a series for each vault, so that it names the vault', (name, metric) => {
    expect(alarm(name).Metrics).toMatchObject([
      {
        Expression: `SELECT SUM(${metric}) FROM SCHEMA("GlacierJobNotifier/GlacierJobNotifier", service, vault) GROUP BY vault ORDER BY SUM() DESC`,
        Period: 3600,
        ReturnData: true,
      },
    ]);
  });

  it('FoundByPolling compares who found completions, if there are enough', () => {
    const { Metrics, Threshold } = alarm('FoundByPolling');
    const ofFanOut = (MetricName: string) => ({
      MetricStat: {
        Metric: { MetricName, Dimensions: [{ Name: 'service', Value: 'fan-out' }] },
        Period: 21_600,
        Stat: 'Sum',
      },
    });
    expect(Threshold).toBe(50);
    expect(Metrics).toMatchObject([
      { Expression: 'IF(polled >= 3, 100 * polled / (polled + noticed), 0)' },
      { Id: 'polled', ...ofFanOut('FoundByPolling') },
      { Id: 'noticed', ...ofFanOut('FoundByNotice') },
    ]);
  });

  it.each([
    ['PollerSilent', 'PollerFunction'],
    ['RedeliverSilent', 'RedeliverFunction'],
    ['GroupMonitorSilent', 'GroupMonitorFunction'],
  ])('%s needs a quarter of an hour without any run that succeeded', (name, fn) => {
    const ofFunction = (MetricName: string) => ({
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Lambda',
          MetricName,
          Dimensions: [{ Value: { Ref: expect.stringMatching(`^${fn}`) } }],
        },
        Period: 300,
        Stat: 'Sum',
      },
      ReturnData: false,
    });
    expect(alarm(name)).toMatchObject({ Threshold: 1, EvaluationPeriods: 3 });
    expect(alarm(name).Metrics).toMatchObject([
      { Expression: 'FILL(runs, 0) - FILL(failures, 0)' },
      { Id: 'runs', ...ofFunction('Invocations') },
      { Id: 'failures', ...ofFunction('Errors') },
    ]);
  });

  it.each(['VaultMissing', 'PollerDenied', 'GlacierUnsupported'])(
    '%s polled back as far as CloudWatch can, because sweeps are rare',
    (name) => {
      expect(alarm(name)).toMatchObject({ EvaluationPeriods: 3, DatapointsToAlarm: 1 });
    },
  );

  it('StreamStopped compares what was recorded with the runs of fan-out', () => {
    const { Metrics, TreatMissingData } = alarm('StreamStopped');
    const sum = (MetricName: string) => ({
      MetricStat: { Metric: { MetricName }, Period: 900, Stat: 'Sum' },
      ReturnData: false,
    });
    expect(TreatMissingData).toBe('notBreaching');
    expect(Metrics).toMatchObject([
      { Expression: 'IF(2 * runs - DIFF(runs) < 1, transitions - DIFF(transitions), 0)' },
      { Id: 'runs', Expression: 'TIME_SERIES(0) + invoked', ReturnData: false },
      { Id: 'invoked', ...sum('Invocations') },
      { Id: 'transitions', Expression: 'TIME_SERIES(0) + noticed + polled + reminded' },
      { Id: 'noticed', ...sum('NoticeRecorded') },
      { Id: 'polled', ...sum('TransitionFound') },
      { Id: 'reminded', ...sum('ReminderRecorded') },
    ]);
  });

  const never = [undefined, undefined, undefined];
  const before = [undefined, 1, undefined];
  it.each([
    ['alarms when fan-out never ran', { noticed: before }, 1],
    ['counts what a poll found', { polled: before }, 1],
    ['counts expiring outputs', { reminded: before }, 1],
    ['alarms when fan-out has stopped', { noticed: before, invoked: [5, undefined, undefined] }, 1],
    ['is quiet when fan-out ran at once', { noticed: before, invoked: before }, 0],
    ['is quiet when fan-out ran later', { noticed: before, invoked: [undefined, undefined, 1] }, 0],
    ['is quiet when nothing was recorded', {}, 0],
  ])('StreamStopped %s', (_, given, expected) => {
    const metrics = { invoked: never, noticed: never, polled: never, reminded: never, ...given };
    expect(evaluateMetrics(alarm('StreamStopped').Metrics ?? [], metrics).at(-1)).toBe(expected);
  });

  it('DeliveriesDelayed leaves room for the retries that wait in the queue', () => {
    expect(alarm('DeliveriesDelayed').Threshold).toBe(3600 + 1.2 * (5 + 300));
    expect(others.get('DeliveriesDelayed')?.Threshold).toBe(3600 + 1.2 * (600 + 900));
  });

  it('leave out what is not deployed', () => {
    const missing = [...alarms.keys()].filter((name) => !others.has(name));
    expect(missing).toStrictEqual(['FailedTracks', 'TrackerErrors']);
  });
});
