import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** Reads all rows of a table. */
export const scanTable = async (
  client: DynamoDBClient,
  TableName: string,
): Promise<readonly unknown[]> => {
  const rows: unknown[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
    rows.push(...Items.map((item) => unmarshall(item)));
  }
  return rows;
};
