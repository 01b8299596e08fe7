import { App, Stack } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { requireLocal } from '../../../lib/settings/require-local.ts';

const attempt = (region: string | undefined, settings: object) => () =>
  requireLocal(
    new Stack(
      new App({ context: cdkJson.context }),
      'S',
      region === undefined ? {} : { env: { region } },
    ),
    settings,
    { sentence: 'From a test.' },
  );

const NOTICES = 'arn:aws:sns:eu-west-1:123456789012:glacier';
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/0000-1111';

it.each([
  ['us-east-1', { existingNoticeTopicArn: NOTICES }],
  ['cn-north-1', { existingNoticeTopicArn: 'arn:aws:sns:cn-north-1:123456789012:glacier' }],
  ['us-east-1', { alarmTopicArn: NOTICES }],
  ['us-east-1', { secretsKeyArn: KEY }],
  ['us-east-1', { encryptionKeyArn: KEY }],
  ['us-east-1', { eventBus: 'arn:aws:events:eu-west-1:123456789012:event-bus/jobs' }],
])('a stack for %s refuses %j', (region, settings) => {
  const [[name, arn] = []] = Object.entries(settings);
  expect(attempt(region, settings)).toThrow(`${name} = "${arn}" is invalid`);
  expect(attempt(region, settings)).toThrow(`this stack is for ${region}`);
  expect(attempt(region, settings)).toThrow(
    'Specify one in the same Region and partition, or omit the setting.',
  );
});

it('all problems are reported at once', () => {
  const all = { existingNoticeTopicArn: NOTICES, alarmTopicArn: NOTICES, secretsKeyArn: KEY };
  expect(attempt('us-east-1', all)).toThrow(
    /^existingNoticeTopicArn = .+\nalarmTopicArn = .+\nsecretsKeyArn = .+\nFrom a test\.$/,
  );
});

it.each([['eu-west-1'], [undefined]])('a stack for %s accepts what is in eu-west-1', (region) => {
  const settings = { existingNoticeTopicArn: NOTICES, secretsKeyArn: KEY, eventBus: 'jobs' };
  expect(attempt(region, settings)).not.toThrow();
});
