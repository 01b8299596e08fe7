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
  it('are all there', () => {
    expect([...alarms.keys()]).toStrictEqual([
      'DeadLetters',
      'FailedEvents',
      'FailedNotices',
      'FailedPolls',
      'FailedRuns',
      'FailedTracks',
      'OverdueJobs',
      'ConflictingEvidence',
      'FoundByPolling',
      'VaultMissing',
      'PollerDenied',
      'GlacierUnsupported',
      'PollerSilent',
      'RedeliverSilent',
      'StreamLag',
      'StreamStopped',
      'EndpointDisabled',
      'EndpointUnreadable',
      'DeliveriesExhausted',
      'DeliveriesDelayed',
      'IntakeErrors',
      'PollerErrors',
      'TrackerErrors',
      'FanOutErrors',
      'SenderErrors',
      'RedeliverErrors',
      'IntakeThrottled',
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
    expect(watched).toHaveLength(6);
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
