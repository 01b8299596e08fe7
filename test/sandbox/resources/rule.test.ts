import { expect, it } from 'vitest';
import { aFunction, startTestStack } from '../start-test-stack.ts';

const EVENT = { source: 'aws.glacier', detail: { eventName: 'InitiateJob', id: 7 } };

const startRuleStack = async (properties: object = {}, source = 'log') => {
  const stack = await startTestStack(
    {
      Failures: { Type: 'AWS::SQS::Queue' },
      Tracker: aFunction(source),
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['aws.glacier'], detail: { eventName: ['InitiateJob'] } },
          Targets: [
            {
              Id: 'Target0',
              Arn: { 'Fn::GetAtt': ['Tracker', 'Arn'] },
              DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Failures', 'Arn'] } },
            },
          ],
          ...properties,
        },
      },
    },
    {
      sources: {
        log: 'exports.handler = async (event) => console.log(JSON.stringify(event));',
        fail: 'exports.handler = async (event) => { console.log("{}"); throw new Error("no"); };',
      },
      outputs: { Failures: { Ref: 'Failures' } },
    },
  );
  const put = async (event: unknown) => {
    await Promise.all([...stack.registry.rules].map((take) => take(event)));
  };
  return { ...stack, put };
};

it('hands an event that matches to its targets as it is, and no other', async () => {
  const stack = await startRuleStack();
  await stack.put(EVENT);
  await stack.put({ ...EVENT, source: 'aws.s3' });
  await stack.put({ ...EVENT, detail: { eventName: 'DeleteVault' } });

  expect(stack.events()).toStrictEqual([EVENT]);
});

it('tries a function that fails again, a minute and two minutes later', async () => {
  const stack = await startRuleStack({}, 'fail');
  await stack.put(EVENT);
  expect(stack.events()).toHaveLength(1);
  await stack.advance(60_000);
  expect(stack.events()).toHaveLength(2);
  await stack.advance(120_000);

  expect(stack.events()).toHaveLength(3);
});

it('keeps the event when the function cannot be invoked', async () => {
  const stack = await startRuleStack();
  stack.fn('Tracker').invocable = false;
  await stack.put(EVENT);

  const [message] = await stack.bodies(stack.outputs['Failures']!);
  expect(JSON.parse(message!.Body!)).toStrictEqual(EVENT);
});

it('lets a rule that is switched off rest', async () => {
  const stack = await startRuleStack({ State: 'DISABLED' });

  expect(stack.registry.rules.size).toBe(0);
});

it('says so when a rule would change the event on its way', async () => {
  const Targets = [{ Id: 'Target0', Arn: { 'Fn::GetAtt': ['Tracker', 'Arn'] }, InputPath: '$.x' }];

  await expect(startRuleStack({ Targets })).rejects.toThrow('InputPath');
});

it('says so when a rule does not wait for events', async () => {
  await expect(startRuleStack({ EventPattern: undefined })).rejects.toThrow('EventPattern');
});
