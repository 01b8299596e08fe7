import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { VaultScope } from '../lambdas/core/vault/scope.ts';

/** Where the stack is: it follows vaults of one account in one region. */
export type StackPlace = Pick<VaultScope, 'partition' | 'region' | 'accountId'>;

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
const ARN = /^arn:([a-z-]+):dynamodb:([a-z0-9-]+):(\d{12}):table\//;

/**
 * Finds out where the stack is: where its Jobs table is.
 *
 * One DescribeTable, or no request at all when the table is given by its ARN.
 * @throws Error when the table cannot be described.
 */
export const findStackPlace = async (
  client: DynamoDBClient,
  tableNameOrArn: string,
): Promise<StackPlace> =>
  readTableArn(tableNameOrArn) ?? (await describePlace(client, tableNameOrArn));

const describePlace = async (client: DynamoDBClient, tableName: string): Promise<StackPlace> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const place = readTableArn(Table?.TableArn);
  if (place) return place;
  throw new Error(`DynamoDB returned no account and Region for the table ${tableName}.`);
};

const readTableArn = (arn: string | undefined): StackPlace | undefined => {
  const [, partition, region, accountId] = ARN.exec(arn ?? '') ?? [];
  return partition && region && accountId ? { partition, region, accountId } : undefined;
};
