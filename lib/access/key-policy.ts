import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';

/** What a service needs to send to a queue. */
const TO_QUEUES = ['GenerateDataKey', 'Decrypt'];
const TO_LOGS = ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'Describe*'];

/**
 * Lets the AWS services that write encrypted data of ours use a key, in the key's own policy.
 *
 * A key that the app does not create keeps its policy, which must have the statements of `docs/security.md`.
 * Those of SNS and EventBridge have no condition: AWS documents none for dead-letter queues, and what a
 * service may not encrypt is lost silently. Logs has another name in China.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export const allowServices = (
  service: Construct,
  key: IKey,
  { trackInitiateJob }: Pick<Settings, 'trackInitiateJob'>,
): void => {
  const stack = Stack.of(service);
  const allow = (principal: string, actions: readonly string[], conditions = {}) =>
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(principal)],
        actions: actions.map((action) => `kms:${action}`),
        resources: ['*'],
        conditions,
      }),
    );
  const logGroups = stack.formatArn({ service: 'logs', resource: 'log-group:*' });
  allow(`logs.${stack.region}.${stack.urlSuffix}`, TO_LOGS, {
    ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups },
  });
  allow('sns.amazonaws.com', TO_QUEUES);
  if (trackInitiateJob) allow('events.amazonaws.com', TO_QUEUES);
};
