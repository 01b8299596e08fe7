import type { Template } from 'aws-cdk-lib/assertions';
import { inOneLine, type ReviewedResource, resourcesOf } from './describe-template.ts';

/** What is lost, or stops arriving, when CloudFormation replaces or deletes the resource. */
const STATEFUL = [
  'AWS::DynamoDB::Table',
  'AWS::KMS::Key',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'Custom::VaultNotifications',
];

/** Lists the stateful resources with every property, and counts the others by type. */
export const describeStatefulResources = (template: Template): string => {
  const resources = resourcesOf(template);
  const stateful = resources.filter(({ Type }) => STATEFUL.includes(Type));
  const others = resources.filter(({ Type }) => !STATEFUL.includes(Type));
  const types = [...new Set(others.map(({ Type }) => Type))];
  const counts = types.map(
    (type) => `${type} ${others.filter(({ Type }) => Type === type).length}`,
  );
  return [...stateful.map(describe), `${counts.join('\n')}\n`].join('\n');
};

const describe = (resource: ReviewedResource): string => {
  const { id, Type, Properties = {}, DeletionPolicy, UpdateReplacePolicy } = resource;
  const policies = { DeletionPolicy, UpdateReplacePolicy };
  const properties = Object.entries({ ...policies, ...Properties })
    // The key policy is listed with the permissions.
    .filter(([key, value]) => value !== undefined && key !== 'KeyPolicy');
  return `${Type} ${id}\n${properties.map(property).join('')}`;
};

/** A line for a property, and one for each object in it when it is a list of them. */
const property = ([key, value]: readonly [string, unknown]): string => {
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'object');
  const items = isList ? value.map((one) => `\n    - ${inOneLine(one)}`).join('') : '';
  return `  ${key}:${items || ` ${inOneLine(value)}`}\n`;
};
