import { expect, it } from 'vitest';
import { aFunction, startTestStack } from '../start-test-stack.ts';

/** Logs its event and answers what the resource's properties say. */
const obedient = `exports.handler = async (event) => {
  console.log(JSON.stringify(event));
  const { Answer } = event.ResourceProperties;
  await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify(Answer) });
};`;
const silent = 'exports.handler = async () => undefined;';
const broken = 'exports.handler = async () => { throw new Error("It is broken"); };';

const aResource = (answer: object, type = 'Custom::Thing', more: object = {}) => ({
  Type: type,
  Properties: { ServiceToken: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Answer: answer },
  ...more,
});

it('is created by its function, which gets a request as CloudFormation writes it', async () => {
  const answer = { Status: 'SUCCESS', PhysicalResourceId: 'thing-1', Data: { Size: 7 } };
  const thing = aResource(answer);
  const { events, outputs } = await startTestStack(
    {
      Fn: aFunction('obedient'),
      Thing: { ...thing, Properties: { ...thing.Properties, Flag: true, List: [1, 'a'] } },
    },
    {
      sources: { obedient },
      outputs: { Ref: { Ref: 'Thing' }, Size: { 'Fn::GetAtt': ['Thing', 'Size'] } },
    },
  );
  expect(outputs).toStrictEqual({ Ref: 'thing-1', Size: '7' });
  expect(events()).toStrictEqual([
    {
      RequestType: 'Create',
      ResponseURL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//),
      StackId: expect.stringMatching(/^arn:aws:cloudformation:eu-west-1:123456789012:stack\/Test/),
      RequestId: expect.any(String),
      ResourceType: 'Custom::Thing',
      LogicalResourceId: 'Thing',
      ResourceProperties: {
        ServiceToken: expect.stringContaining(':function:'),
        Answer: { ...answer, Data: { Size: '7' } },
        Flag: 'true',
        List: ['1', 'a'],
      },
    },
  ]);
});

it('is created after what it depends on', async () => {
  const answer = { Status: 'SUCCESS', PhysicalResourceId: 'a' };
  const { events } = await startTestStack(
    {
      Fn: aFunction('obedient'),
      A: aResource(answer, 'AWS::CloudFormation::CustomResource', { DependsOn: 'B' }),
      B: aResource(answer, 'Custom::Other', { DependsOn: ['Fn'] }),
    },
    { sources: { obedient } },
  );
  const ids = events<{ LogicalResourceId: string }>().map(
    ({ LogicalResourceId }) => LogicalResourceId,
  );
  expect(ids).toStrictEqual(['B', 'A']);
});

it.each([
  ['it fails', { obedient }, 'The custom resource Thing failed: No such vault'],
  [
    'its function is silent',
    { silent },
    'The function of the custom resource Thing sent no response',
  ],
  ['its function breaks', { broken }, 'sent no response: It is broken'],
])('stops the stack with the reason when %s', async (_, sources, reason) => {
  const answer = { Status: 'FAILED', Reason: 'No such vault' };
  const resources = { Fn: aFunction(Object.keys(sources)[0]!), Thing: aResource(answer) };
  await expect(startTestStack(resources, { sources })).rejects.toThrow(reason);
});
