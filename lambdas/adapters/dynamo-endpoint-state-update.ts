import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { EndpointChange } from '../core/probe-change.ts';

type Update = Pick<
  UpdateItemCommandInput,
  | 'ConditionExpression'
  | 'ExpressionAttributeNames'
  | 'ExpressionAttributeValues'
  | 'UpdateExpression'
>;

/** Writes the change of an endpoint's row as an update of DynamoDB, under its condition. */
export const renderEndpointUpdate = (change: EndpointChange): Update => {
  const { when, set = {}, setOnce = {}, add = {}, remove = [] } = change;
  const names = [when, set, setOnce, add].flatMap((part) => Object.keys(part)).concat(remove);
  return {
    ConditionExpression: Object.entries(when)
      .map(([name, value]) =>
        value === null ? `attribute_not_exists(#${name})` : `#${name} = :is_${name}`,
      )
      .join(' AND '),
    UpdateExpression: [
      clause('SET', [
        ...Object.keys(set).map((name) => `#${name} = :to_${name}`),
        ...Object.keys(setOnce).map((name) => `#${name} = if_not_exists(#${name}, :to_${name})`),
      ]),
      clause(
        'ADD',
        Object.keys(add).map((name) => `#${name} :to_${name}`),
      ),
      clause(
        'REMOVE',
        remove.map((name) => `#${name}`),
      ),
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: marshall({
      ...prefixed(
        ':is_',
        Object.entries(when).filter(([, value]) => value !== null),
      ),
      ...prefixed(':to_', Object.entries({ ...set, ...setOnce, ...add })),
    }),
  };
};

const clause = (word: string, parts: readonly string[]): string =>
  parts.length === 0 ? '' : `${word} ${parts.join(', ')}`;

const prefixed = (prefix: string, entries: readonly [string, unknown][]) =>
  Object.fromEntries(entries.map(([name, value]) => [`${prefix}${name}`, value]));
