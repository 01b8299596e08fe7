import { randomBytes, randomUUID } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** What an endpoint wants to hear, and where. */
export interface EndpointRequest {
  readonly url: string;
  readonly description?: string | undefined;
  /** @default - everything but the start of a job */
  readonly eventTypes?: readonly string[] | undefined;
  readonly filter?: Readonly<Record<string, unknown>> | undefined;
}

/** A webhook that the service knows from now on. */
export interface RegisteredEndpoint {
  readonly endpointId: string;
  readonly url: string;
  /** What its receiver verifies signatures with. */
  readonly secret: string;
}

/** Where endpoints are kept. */
export interface EndpointTables {
  readonly dynamodb: DynamoDBClient;
  readonly endpointsTableName: string;
  readonly secretsTableName: string;
  readonly clock: { now(): number };
}

/** Writes the rows of a new endpoint; it takes part within a minute. */
export const registerEndpoint = async (
  { url, description, eventTypes, filter }: EndpointRequest,
  { dynamodb, endpointsTableName, secretsTableName, clock }: EndpointTables,
): Promise<RegisteredEndpoint> => {
  const endpointId = `ep_${randomUUID().replaceAll('-', '')}`;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const put = (tableName: string, row: object) =>
    dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: marshall(row, { removeUndefinedValues: true }),
      }),
    );
  // The secret first: an endpoint that is seen can be delivered to.
  await put(secretsTableName, {
    endpointId,
    url,
    headers: {},
    secrets: [{ secret, createdAt: new Date(clock.now()).toISOString() }],
  });
  await put(endpointsTableName, {
    endpointId,
    description,
    urlHost: new URL(url).host,
    eventTypes,
    filter,
    state: 'enabled',
  });
  return { endpointId, url, secret };
};
