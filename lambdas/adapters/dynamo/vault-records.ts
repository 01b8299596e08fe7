import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Log } from '../../core/function/telemetry.ts';
import type { VaultRecord } from '../../core/vault/notifications.ts';
import type { VaultRecords } from '../../core/vault/ports.ts';
import { toPlainItem } from './items/plain-item.ts';

// What a later version added is kept when the row is written again.
const Row = z.looseObject({
  vaultName: z.string(),
  topicArns: z.array(z.string()),
  previous: z.optional(z.looseObject({ topicArn: z.string(), events: z.array(z.string()) })),
  releasedBy: z.optional(z.string()),
});

/**
 * Creates the keeper of what vaults announced before, in a table with the key `vaultName`.
 *
 * A row that cannot be read is logged whole and left out: it must not fail every deployment.
 */
export const createDynamoVaultRecords = (
  client: DynamoDBClient,
  tableName: string,
  log: Log,
): VaultRecords => ({
  list: async () => {
    const records: VaultRecord[] = [];
    const pages = paginateScan({ client }, { TableName: tableName, ConsistentRead: true });
    for await (const { Items = [] } of pages) {
      records.push(...Items.flatMap((item) => readOrSkip(toPlainItem(item), log)));
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

const readOrSkip = (row: Record<string, unknown>, log: Log): VaultRecord[] => {
  const { success, data, error } = Row.safeParse(row);
  if (success) return [data];
  log.error('vault-record.unreadable', error, { row });
  return [];
};
