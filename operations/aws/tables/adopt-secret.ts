import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { isConditionMet } from '../../../lambdas/adapters/dynamo/items/condition-met.ts';
import type { AdoptSecret } from '../../endpoints/ports.ts';

/**
 * Creates the writer of secrets for a role that may not read the EndpointSecrets table.
 *
 * One request cannot move a secret and end it. A crash between the two leaves both valid, and the
 * repetition ends the second. Four old ones are kept, as in a rotation by an operator.
 */
export const createDynamoAdoptSecret =
  (client: DynamoDBClient, TableName: string): AdoptSecret =>
  async (endpointId, secret, othersExpireAt) => {
    const Key = marshall({ endpointId });
    const first = new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: 'SET secrets = list_append(:list, secrets)',
      ConditionExpression: 'attribute_exists(secrets) AND secrets[0].secret <> :secret',
      ExpressionAttributeValues: marshall({ ':list': [secret], ':secret': secret.secret }),
    });
    await isConditionMet(client.send(first));
    const second = new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: 'SET secrets[1].expiresAt = :end REMOVE secrets[5]',
      ConditionExpression:
        'attribute_exists(secrets[1]) AND (attribute_not_exists(secrets[1].expiresAt) OR secrets[1].expiresAt > :end)',
      ExpressionAttributeValues: marshall({ ':end': othersExpireAt }),
    });
    await isConditionMet(client.send(second));
  };
