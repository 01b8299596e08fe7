import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { parseJson } from '../../../lambdas/core/json.ts';
import { resourcesOf } from './describe-template.ts';

/**
 * What an update may not change: CloudFormation would replace the resource, or refuse an index.
 *
 * By type, from "Update requires: Replacement" in the reference of each resource.
 */
export const FIXED: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': [
    'TableName',
    'KeySchema',
    'AttributeDefinitions',
    'GlobalSecondaryIndexes',
    'LocalSecondaryIndexes',
    // Another view is another stream, and what the old one still holds is not announced.
    'StreamSpecification',
  ],
  'AWS::KMS::Key': [],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'Custom::VaultNotifications': [],
};

/** Lists the stateful resources of a template by their logical ids, with what is fixed of each. */
export const fixedResourcesOf = (template: Template): object =>
  Object.fromEntries(
    resourcesOf(template).flatMap(({ id, Type, Properties = {} }) => {
      const names = FIXED[Type];
      if (names === undefined) return [];
      const fixed = names.flatMap((name) => (name in Properties ? [[name, Properties[name]]] : []));
      return [[id, { Type, ...Object.fromEntries(fixed) }]];
    }),
  );

/** Reads what released stacks have: only an addition may change the file, and only by hand. */
export const readFixedResources = (): unknown =>
  parseJson(readFileSync(join(import.meta.dirname, 'fixed-resources.json'), 'utf8'));
