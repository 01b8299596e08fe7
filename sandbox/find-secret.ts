import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';

const SecretRow = z.object({
  url: z.string(),
  secrets: z.array(z.object({ secret: z.string() })).min(1),
});

/** Finds the newest secret of the endpoint at a URL, however it was registered. */
export const findSecret = async (
  dynamodb: DynamoDBClient,
  secretsTableName: string,
  url: string,
): Promise<string | undefined> => {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: secretsTableName }));
  const rows = Items.map((item) => SecretRow.safeParse(unmarshall(item)).data);
  return rows.find((row) => row?.url === url)?.secrets[0]?.secret;
};
