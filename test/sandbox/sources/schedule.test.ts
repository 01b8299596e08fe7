import { expect, it } from 'vitest';
import { aFunction, startTestStack } from '../start-test-stack.ts';

const startScheduleStack = async (properties: object = {}) => {
  const stack = await startTestStack(
    {
      Failures: { Type: 'AWS::SQS::Queue' },
      Ticker: aFunction('ticker'),
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: { 'Fn::GetAtt': ['Ticker', 'Arn'] },
            Input: '{"tick":"<aws.scheduler.scheduled-time>"}',
            RoleArn: 'arn:aws:iam::123456789012:role/any',
            DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Failures', 'Arn'] } },
          },
          ...properties,
        },
      },
    },
    {
      sources: {
        ticker: 'exports.handler = async (event) => console.log(JSON.stringify(event));',
      },
      outputs: { Failures: { Ref: 'Failures' } },
    },
  );
  const ticks = () => stack.events<{ tick: string }>().map(({ tick }) => tick);
  return { ...stack, ticks, schedule: () => stack.registry.schedules.get('Schedule')! };
};

it('fires on every minute of the virtual clock with the time that it was due', async () => {
  const stack = await startScheduleStack();
  await stack.advance(3_600_000);

  expect(stack.ticks()).toHaveLength(60);
  const times = stack.ticks().map((tick) => Date.parse(tick));
  expect(times.every((time, index) => index === 0 || time - times[index - 1]! === 60_000)).toBe(
    true,
  );
  expect(stack.ticks()[0]).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00Z$/);
});

it('can skip ticks and double them', async () => {
  const stack = await startScheduleStack();
  stack.schedule().skip(2);
  stack.schedule().double(1);
  await stack.advance(4 * 60_000);

  const ticks = stack.ticks();
  expect(ticks).toHaveLength(3);
  expect(ticks[0]).toBe(ticks[1]);
  expect(Date.parse(ticks[2]!) - Date.parse(ticks[1]!)).toBe(60_000);
});

it('keeps the event of a tick when the function cannot be invoked', async () => {
  const stack = await startScheduleStack();
  stack.fn('Ticker').invocable = false;
  await stack.advance(60_000);

  const [kept] = await stack.bodies(stack.outputs['Failures']!);
  expect(JSON.parse(kept!.Body!)).toStrictEqual({ tick: expect.stringMatching(/:00Z$/) });
});

it('does not fire when it is disabled', async () => {
  const stack = await startScheduleStack({ State: 'DISABLED' });
  await stack.advance(600_000);

  expect(stack.ticks()).toStrictEqual([]);
});

it.each([
  [{ ScheduleExpression: 'at(2030-01-01T00:00:00)' }, 'at(2030'],
  [{ ScheduleExpressionTimezone: 'Europe/Zurich' }, 'UTC'],
])('refuses a schedule that it does not understand: %j', async (properties, words) => {
  await expect(startScheduleStack(properties)).rejects.toThrow(words);
});
