import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { GROUP_ROW } from '../../core/group/group.ts';
import type { GroupOpener } from '../../core/group/ports.ts';
import { renderUpdate } from './items/update-expression.ts';

const TIMEOUT_MS = 3000;

/** Creates what opens groups in the Groups table, in one request without a read. */
export const createDynamoGroupOpener = (
  client: DynamoDBClient,
  tableName: string,
): GroupOpener => ({
  note: async (group, at) => {
    const command = new UpdateItemCommand({
      TableName: tableName,
      Key: marshall({ group, entry: GROUP_ROW }),
      ...renderUpdate({
        set: { memberSeenAt: at },
        setOnce: { state: 'open', openedAt: at, checkedAt: at },
        add: { revision: 1, sequence: 0 },
      }),
    });
    // Announcements wait for it, and Lambda would repeat them after its timeout.
    await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
  },
});
