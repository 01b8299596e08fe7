import { Stack, Token } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { allow } from '../access/allow.ts';
import type { Variable } from '../functions/runtime/node-function.ts';

/** Lets a grantee put events on the bus of the setting `eventBus`, and nothing without the setting. */
export const grantPutEvents = (
  scope: Construct,
  grantee: IGrantable,
  eventBus: string | undefined,
): Partial<Variable<'EVENT_BUS'>> => {
  if (eventBus === undefined) return {};
  const isArn = Token.isUnresolved(eventBus) || eventBus.startsWith('arn:');
  const place = { service: 'events', resource: 'event-bus', resourceName: eventBus };
  allow(grantee, ['events:PutEvents'], isArn ? eventBus : Stack.of(scope).formatArn(place));
  return { EVENT_BUS: eventBus };
};
