import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { VaultRecord } from '../core/vault-configuration.ts';
import type { VaultRecords } from '../core/vault-ports.ts';
import { toPlainItem } from './plain-item.ts';

const Row = z.object({
  vaultName: z.string(),
  topicArns: z.array(z.string()),
  previous: z.optional(z.object({ topicArn: z.string(), events: z.array(z.string()) })),
  releasedBy: z.optional(z.string()),
});

/** Creates the keeper of what vaults announced before, in a table with the key `vaultName`. */
export const createDynamoVaultRecords = (
  client: DynamoDBClient,
  tableName: string,
): VaultRecords => ({
  list: async () => {
    const records: VaultRecord[] = [];
    const pages = paginateScan({ client }, { TableName: tableName, ConsistentRead: true });
    for await (const { Items = [] } of pages) {
      records.push(...Items.map((item) => Row.parse(toPlainItem(item))));
    }
    return records;
  },
  keep: async (record) => {
    const Item = marshall(record, { removeUndefinedValues: true });
    await client.send(new PutItemCommand({ TableName: tableName, Item }));
  },
  forget: async (vaultName) => {
    await client.send(
      new DeleteItemCommand({ TableName: tableName, Key: marshall({ vaultName }) }),
    );
  },
});
