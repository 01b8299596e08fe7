import { AspectPriority, Aspects, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnTopic, type Topic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct, IConstruct } from 'constructs';
import { settingsOf } from '../settings/settings-of.ts';
import { allow } from './allow.ts';

/**
 * Encrypts every queue, table and log group of the service, and the events topic, with the key.
 *
 * The CDK's own constructs get no key: their grants would allow every use of it.
 */
export const encryptWith = (service: Construct, keyArn: string, eventsTopic: Topic): void => {
  const visit = (part: IConstruct): void => {
    if (part instanceof CfnQueue) {
      part.sqsManagedSseEnabled = undefined;
      part.kmsMasterKeyId = keyArn;
    } else if (part instanceof CfnTable) {
      part.sseSpecification ??= { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: keyArn };
    } else if (part instanceof CfnLogGroup) {
      part.kmsKeyId = keyArn;
    } else if (part instanceof CfnTopic && part === eventsTopic.node.defaultChild) {
      part.kmsMasterKeyId = keyArn;
    }
  };
  Aspects.of(service).add({ visit }, { priority: AspectPriority.MUTATING });
};

/** Allows actions of one AWS service on parts of ours, and the use of their key, if they have one. */
export const allowOn = (
  part: IConstruct,
  grantee: IGrantable,
  actions: readonly string[],
  ...resourceArns: string[]
): Grant => {
  const grant = allow(grantee, actions, ...resourceArns);
  allowKeyOf(part, grantee, actions);
  return grant;
};

/** Allows the use of the key of the setting `encryptionKeyArn` that these actions take; nothing without. */
export const allowKeyOf = (
  part: IConstruct,
  grantee: IGrantable,
  actions: readonly string[],
): void => {
  const keyArn = settingsOf(part)?.encryptionKeyArn;
  if (keyArn !== undefined) allowKey(part, grantee, { keyArn, actions });
};

/** Only SQS and SNS make data keys for a caller. */
const SENDING = ['sqs:SendMessage', 'sns:Publish'];

/**
 * Allows the use of a key that these actions, all of one AWS service, take.
 *
 * By way of that service only: a given key may guard other things. Names may end in .com.cn in China.
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export const allowKey = (
  part: IConstruct,
  grantee: IGrantable,
  { keyArn, actions }: { readonly keyArn: string; readonly actions: readonly string[] },
): void => {
  const isSending = actions.some((action) => SENDING.includes(action));
  const [service] = actions.join().split(':');
  Grant.addToPrincipal({
    grantee,
    actions: ['kms:Decrypt', ...(isSending ? ['kms:GenerateDataKey'] : [])],
    resourceArns: [keyArn],
    conditions: {
      StringLike: { 'kms:ViaService': `${service}.${Stack.of(part).region}.amazonaws.com*` },
    },
  }).assertSuccess();
};
