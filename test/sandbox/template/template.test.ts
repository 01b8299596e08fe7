import { expect, it } from 'vitest';
import { CloudTemplate } from '../../../sandbox/template/cloud-template.ts';
import { createResources } from '../../../sandbox/template/create-resources.ts';
import type { ResourceRequest } from '../../../sandbox/template/created-resource.ts';

/** Creates things that only remember what they were asked for. */
const create = async (template: object) => {
  const requests: ResourceRequest[] = [];
  const outputs = await createResources({
    stackName: 'Test',
    template: CloudTemplate.parse(template),
    makers: {
      'Test::Thing': (request) => {
        requests.push(request);
        const { logicalId } = request;
        return { ref: `ref-of-${logicalId}`, attributes: { Arn: `arn:of:${logicalId}` } };
      },
    },
  });
  const propertiesOf = (logicalId: string) =>
    requests.find((request) => request.logicalId === logicalId)?.properties;
  return { outputs, requests, propertiesOf };
};

const thing = (properties: object = {}) => ({ Type: 'Test::Thing', Properties: properties });

it('resolves references at any depth, and creates what is referred to first', async () => {
  const { propertiesOf, requests } = await create({
    Parameters: { Size: { Default: 7 } },
    Resources: {
      First: thing({
        list: [
          { deep: { Ref: 'Second' } },
          { 'Fn::GetAtt': ['Second', 'Arn'] },
          { 'Fn::GetAtt': 'Second.Arn' },
        ],
        joined: { 'Fn::Join': [':', ['a', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }]] },
        selected: { 'Fn::Select': [4, { 'Fn::Split': [':', 'arn:aws:sns:eu-west-1:42'] }] },
        text: {
          'Fn::Sub': [
            `\${AWS::Partition} \${Second} \${Second.Arn} \${own} \${!kept}`,
            { own: { Ref: 'Size' } },
          ],
        },
        gone: { Ref: 'AWS::NoValue' },
      }),
      Second: thing(),
    },
  });

  expect(requests.map(({ logicalId }) => logicalId)).toStrictEqual(['Second', 'First']);
  expect(propertiesOf('First')).toStrictEqual({
    list: [{ deep: 'ref-of-Second' }, 'arn:of:Second', 'arn:of:Second'],
    joined: 'a:eu-west-1:123456789012',
    selected: '42',
    text: `aws ref-of-Second arn:of:Second 7 \${kept}`,
  });
});

it('decides conditions', async () => {
  const { outputs } = await create({
    Conditions: {
      IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
      IsThere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'cn-north-1'] },
    },
    Resources: {},
    Outputs: {
      Place: { Value: { 'Fn::If': ['IsThere', 'there', { 'Fn::If': ['IsHere', 'here', 'no'] }] } },
    },
  });
  expect(outputs).toStrictEqual({ Place: 'here' });
});

it('resolves outputs, also those of resources without meaning here', async () => {
  const { outputs } = await create({
    Resources: { Board: { Type: 'AWS::CloudWatch::Dashboard' }, Key: { Type: 'AWS::KMS::Key' } },
    Outputs: {
      Url: { Value: { 'Fn::Join': ['', ['https://console/#', { Ref: 'Board' }]] } },
      KeyArn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } },
    },
  });

  expect(outputs).toStrictEqual({
    Url: 'https://console/#Board',
    KeyArn: 'arn:aws:kms:eu-west-1:123456789012:Key',
  });
});

it('stops before anything is created when it does not know a resource type', async () => {
  const resources = { Fine: thing(), Odd: { Type: 'AWS::Kinesis::Stream' } };
  await expect(create({ Resources: resources })).rejects.toThrow(
    'The sandbox does not support the resource type AWS::Kinesis::Stream (Odd)',
  );
});

it.each([
  [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
  [{ Ref: 'Missing' }, 'Missing'],
  [{ 'Fn::GetAtt': ['Fine', 'Colour'] }, 'Colour'],
])('names what it cannot resolve: %j', async (value, name) => {
  const resources = { Fine: thing(), Bad: thing({ value }) };
  await expect(create({ Resources: resources })).rejects.toThrow(name);
});

it('reports the place of a resource in the construct tree', async () => {
  const { requests } = await create({
    Resources: {
      FunctionABC: {
        ...thing(),
        Metadata: { 'aws:cdk:path': 'Test/Intake/Function/Resource' },
      },
    },
  });
  expect(requests[0]?.path).toBe('Intake/Function');
});
