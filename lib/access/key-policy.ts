import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/**
 * Lets the AWS services that write encrypted data of ours use a key, in the key's own policy.
 *
 * A key that the app does not create keeps its policy, which must have the statements of `docs/security.md`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export const allowServices = (
  service: Construct,
  key: IKey,
  { trackInitiateJob }: { readonly trackInitiateJob: boolean },
): void => {
  const stack = Stack.of(service);
  const allow = (name: string, actions: string[], conditions = {}) =>
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`${name}.amazonaws.com`)],
        actions: actions.map((action) => `kms:${action}`),
        resources: ['*'],
        conditions,
      }),
    );
  const logGroups = stack.formatArn({ service: 'logs', resource: 'log-group:*' });
  const LOGS = ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'Describe*'];
  allow(`logs.${stack.region}`, LOGS, {
    ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups },
  });
  const TO_QUEUES = ['GenerateDataKey', 'Decrypt'];
  allow('sns', TO_QUEUES);
  if (trackInitiateJob) allow('events', TO_QUEUES);
};
