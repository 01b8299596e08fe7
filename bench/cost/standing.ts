import { watchedBy } from '../../docs/generate/metrics/list-metrics.ts';
import { synthesizeTemplate, type Template } from '../../docs/generate/synthesize-template.ts';
import { MINUTES_A_MONTH, quietMinutes } from './idle.ts';
import { ASSUMED, PRICES } from './prices.ts';

/** A part of what a month without jobs costs. */
export interface StandingPart {
  readonly name: string;
  /** In dollars, beyond every free tier. */
  readonly dollars: number;
}

/** Reads what a month without jobs costs off the synthesized template of some settings. */
export const standingCost = (settings: object): readonly StandingPart[] => {
  const template = synthesizeTemplate({ vaults: ['photos'], trackInitiateJob: false, ...settings });
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  const watched = alarms.reduce((sum, { Properties }) => sum + watchedBy(Properties), 0);
  const dashboards = ofType(template, 'AWS::CloudWatch::Dashboard').length;
  const keys = ofType(template, 'AWS::KMS::Key').length;
  const invocations = ofType(template, 'AWS::Scheduler::Schedule')
    .map(({ Properties }) => (Properties['ScheduleExpression'] === 'rate(1 minute)' ? 60 : 1))
    .reduce((sum, hourly) => sum + hourly * (MINUTES_A_MONTH / 60), 0);
  const queues = ofType(template, 'AWS::Lambda::EventSourceMapping').filter(({ Properties }) =>
    JSON.stringify(Properties['EventSourceArn']).includes('Queue'),
  ).length;
  return [
    {
      name: `alarms (${alarms.length}, on ${watched} metrics)`,
      dollars: watched * PRICES.alarmMetricMonth,
    },
    { name: `dashboards (${dashboards})`, dollars: dashboards * PRICES.dashboardMonth },
    { name: `KMS keys (${keys})`, dollars: keys * PRICES.kmsKeyMonth },
    { name: 'custom metrics: none without an occurrence', dollars: 0 },
    {
      name: `empty receives of queues (${queues})`,
      dollars: queues * ASSUMED.receivesPerMinute * MINUTES_A_MONTH * PRICES.sqsRequest,
    },
    { name: 'functions, their reads and logs', dollars: quietMinutes() },
    {
      name: `schedules (${invocations.toLocaleString('en')} invocations)`,
      dollars: invocations * PRICES.scheduleInvocation,
    },
    { name: 'point-in-time recovery and storage, of nothing', dollars: 0 },
  ];
};

const ofType = ({ Resources }: Template, type: string) =>
  Object.values(Resources).filter(({ Type }) => Type === type);
