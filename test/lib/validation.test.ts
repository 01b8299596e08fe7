import { CfnResource } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServiceStack } from '../../lib/service-stack.ts';
import { synthesize } from './synthesize.ts';

const HERE = 'eu-west-1:123456789012';
const everyPart = {
  vaults: '*',
  trackInitiateJob: true,
  subscriberAccounts: ['111122223333'],
  eventBus: 'default',
  alarmEmail: 'on-call@example.com',
  encryptionKeyArn: `arn:aws:kms:${HERE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  functions: { tracing: true },
  vpc: { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0b1c2d3e'] },
};
const partsOfOthers = {
  vaults: ['photos'],
  existingNoticeTopicArn: `arn:aws:sns:${HERE}:notices`,
  alarmTopicArn: `arn:aws:sns:${HERE}:alarms`,
  removalPolicy: 'destroy',
};

const addEndpoint = (stack: ServiceStack): void => {
  const secret = Secret.fromSecretNameV2(stack, 'HookSecret', 'hook');
  stack.service.addEndpoint('OnCall', { url: 'https://example.com/', secret });
};

describe("the CDK's validation", { timeout: 120_000 }, () => {
  beforeEach(() => {
    vi.stubEnv('CDK_VALIDATION', 'true');
    return () => vi.unstubAllEnvs();
  });

  it.each([
    ['vaults by name', { vaults: ['photos'] }],
    ['every part that a setting adds', everyPart],
    ['topics of others', partsOfOthers],
  ])('accepts the template of the service with %s and an endpoint', (_, settings) => {
    expect(() => synthesize(settings, addEndpoint)).not.toThrow();
  });

  it('refuses a value that CloudFormation would refuse', () => {
    const properties = { VisibilityTimeout: 'long' };
    const addQueue = (stack: ServiceStack) =>
      new CfnResource(stack, 'Wrong', { type: 'AWS::SQS::Queue', properties });
    expect(() => synthesize({ vaults: ['photos'] }, addQueue)).toThrow(/VisibilityTimeout/);
  });
});
