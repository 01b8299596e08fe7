import { expect, it } from 'vitest';
import { readAwsUse } from '../../../sandbox/functions/aws-call.ts';

const read = (
  [method = '', path = '']: readonly string[],
  headers: Readonly<Record<string, string>>,
  body = '',
) => readAwsUse({ method, path, body, header: (name) => headers[name] });

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20261126/eu-west-1/${service}/aws4_request, SignedHeaders=host`,
});

it.each([
  ['GET /-/vaults?limit=10', 'ListVaults', '*'],
  ['GET /-/vaults/photos/jobs?completed=true', 'ListJobs', 'photos'],
  ['GET /-/vaults/photos/jobs/job-1', 'DescribeJob', 'photos'],
  ['POST /-/vaults/photos/jobs', 'InitiateJob', 'photos'],
  ['GET /-/vaults/photos/notification-configuration', 'GetVaultNotifications', 'photos'],
  ['PUT /-/vaults/photos/notification-configuration', 'SetVaultNotifications', 'photos'],
  ['DELETE /-/vaults/photos/notification-configuration', 'DeleteVaultNotifications', 'photos'],
  ['DELETE /-/vaults/photos', 'DELETE ', 'photos'],
])('knows what %s asks of Glacier', (request, operation, resource) => {
  const headers = { 'x-amz-glacier-version': '2012-06-01', ...signedFor('glacier') };
  expect(read(request.split(' '), headers)).toStrictEqual({
    action: `glacier:${operation}`,
    resources: [resource],
  });
});

it.each([
  ['sns', 'Action=PublishBatch&TopicArn=topic-1', 'sns:Publish', 'topic-1'],
  [
    'cloudformation',
    'Action=DescribeStacks&StackName=stack-1',
    'cloudformation:DescribeStacks',
    'stack-1',
  ],
])('knows what a form asks of %s', (service, body, action, resource) => {
  expect(read(['POST', '/'], signedFor(service), body)).toStrictEqual({
    action,
    resources: [resource],
  });
});

it('knows which bus gets events', () => {
  const entry = { EventBusName: 'jobs', Detail: '{"EventBusName":"no"}' };
  const headers = { 'x-amz-target': 'AWSEvents.PutEvents', ...signedFor('events') };
  expect(read(['POST', '/'], headers, JSON.stringify({ Entries: [entry] }))).toStrictEqual({
    action: 'events:PutEvents',
    resources: ['jobs'],
  });
});

it('knows that a webhook asks nothing of AWS', () => {
  expect(read(['POST', '/hook'], { authorization: 'Bearer secret' })).toBeUndefined();
});
