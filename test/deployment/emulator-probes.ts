import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { access, endpoint } from './emulator.ts';

/** The emulator and version that this deployment was last run against. */
const KNOWN_EMULATOR = 'ministack 1.4.21';

const FUNCTION_NAME = 'emulator-probe';

/** What the service needs of an emulator, each as the smallest template that AWS deploys. */
const PROBES: Readonly<Record<string, object>> = {
  'alarms on metric math': {
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
        Threshold: 1,
        Metrics: [
          { Id: 'twice', Expression: '2 * sent' },
          {
            Id: 'sent',
            ReturnData: false,
            MetricStat: {
              Metric: { Namespace: 'AWS/SQS', MetricName: 'NumberOfMessagesSent' },
              Period: 300,
              Stat: 'Sum',
            },
          },
        ],
      },
    },
  },
  'functions of Node.js 24': {
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: FUNCTION_NAME,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::123456789012:role/probe',
        Code: { ZipFile: 'exports.handler = async () => process.version;' },
      },
    },
  },
  schedules: {
    Queue: { Type: 'AWS::SQS::Queue' },
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'rate(1 minute)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          RoleArn: 'arn:aws:iam::123456789012:role/probe',
        },
      },
    },
  },
};

/**
 * Refuses an emulator that lacks what the service needs, before anything of the service is deployed.
 *
 * So a failure of a probe is the emulator's, and a failure after the probes is ours to explain first.
 */
export const requireEmulator = async (): Promise<void> => {
  const emulator = await nameEmulator();
  process.stdout.write(`\nDeploying to ${emulator}; last run against ${KNOWN_EMULATOR}.\n`);
  const gaps: string[] = [];
  for (const [need, Resources] of Object.entries(PROBES)) {
    const reason = await tryTemplate({ Resources });
    if (reason !== undefined) gaps.push(`- ${need}: ${reason}`);
  }
  if (gaps.length === 0) return;
  throw new Error(
    `The emulator cannot (${emulator}), and nothing of the service was deployed:\n${gaps.join('\n')}\ntest/deployment/README.md names an emulator that can, and its settings.`,
  );
};

const nameEmulator = async (): Promise<string> => {
  const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
  if (!answer?.ok) return 'an emulator that is not ministack';
  const { version } = (await answer.json()) as { readonly version?: string };
  return `ministack ${version ?? 'of an unknown version'}`;
};

const tryTemplate = async (template: {
  readonly Resources: object;
}): Promise<string | undefined> => {
  const client = new CloudFormationClient(access);
  const StackName = `Probe-${Date.now()}`;
  try {
    await client.send(
      new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }),
    );
    await waitUntilStackCreateComplete(
      { client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
      { StackName },
    );
    if ('Function' in template.Resources) await requireNode24();
    return undefined;
  } catch (error) {
    return (await readReason(client, StackName)) ?? String(error);
  } finally {
    await client.send(new DeleteStackCommand({ StackName })).catch(() => undefined);
  }
};

const readReason = async (client: CloudFormationClient, StackName: string) => {
  const events = await client
    .send(new DescribeStackEventsCommand({ StackName }))
    .catch(() => undefined);
  return events?.StackEvents?.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED')
    ?.ResourceStatusReason;
};

/** Runs the function of the probe, which returns its version of Node.js. */
const requireNode24 = async (): Promise<void> => {
  const { Payload } = await new LambdaClient(access).send(
    new InvokeCommand({ FunctionName: FUNCTION_NAME }),
  );
  const version = Payload?.transformToString();
  if (!/^"?v24\./.test(version ?? '')) throw new Error(`it runs ${version} instead of Node.js 24`);
};
