import type { Template } from 'aws-cdk-lib/assertions';
import { permissionsIn, show } from './synthesize.ts';

/** The resources that operators use, by type, with an action that each of them needs. */
const OPERATED: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'lambda:GetFunctionConfiguration',
  'AWS::Scheduler::Schedule': 'scheduler:GetSchedule',
  'AWS::SQS::Queue': 'sqs:DeleteMessage',
  'AWS::DynamoDB::Table': 'dynamodb:GetItem',
};

/** Resources of these types that no command uses so. */
const NOT_OPERATED = [
  // Deployments alone use them.
  '{VaultNotificationsFunction.Arn}',
  '{VaultNotificationsRecords.Arn}',
  // Their messages are pending work, not failures.
  '{PollerPollQueue.Arn}',
  '{SenderDeliveryQueue.Arn}',
];

/** Lists the permissions that operators need on the resources of a template. */
export const neededByOperators = (template: Template): string[] =>
  Object.entries(OPERATED)
    .flatMap(([type, action]) =>
      Object.keys(template.findResources(type))
        .map((id) => show({ 'Fn::GetAtt': [id, 'Arn'] }))
        .filter((arn) => !NOT_OPERATED.includes(arn))
        .map((arn) => `${action} on ${arn}`),
    )
    .sort();

/** Lists those of the same actions that the policies of operators grant. */
export const grantedToOperators = (template: Template): string[] =>
  permissionsIn(template, 'Operator').filter((permission) =>
    Object.values(OPERATED).includes(permission.split(' ')[0] ?? ''),
  );
