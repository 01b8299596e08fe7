import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { scanTable } from './scan-table.ts';

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
  const items = await scanTable(dynamodb, secretsTableName);
  const rows = items.map((item) => SecretRow.safeParse(item).data);
  return rows.find((row) => row?.url === url)?.secrets[0]?.secret;
};
