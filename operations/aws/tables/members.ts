import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type BatchGetOptions,
  batchGet,
} from '../../../lambdas/adapters/dynamo/items/batch-get.ts';
import { createMemberQuery } from '../../../lambdas/adapters/dynamo/member-index.ts';
import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import { COUNT_ORDER, membersIn } from '../../../lambdas/core/group/count.ts';
import type { IndexedMember } from '../../../lambdas/core/group/ports.ts';
import type { Status } from '../../../lambdas/core/job/status.ts';
import type { StartKey } from '../../../lambdas/core/job/store.ts';
import type { OnDamaged } from '../../../lambdas/core/rows.ts';

/** Requests at a time: enough for thousands of rows a second, and far below the sockets of the SDK. */
export const LANES = 8;

const PAGE_SIZE = 1000;

/** Reads the members of a group page by page, in the order in which they are counted. */
export interface Members {
  /** Their keys; only those of some statuses, if any are given. */
  readonly keys: (
    group: string,
    statuses?: readonly Status[],
  ) => AsyncGenerator<readonly IndexedMember[]>;
  /** The attributes of a schema, in no order within a page. */
  readonly rows: <Row extends JobKey>(
    group: string,
    schema: BatchGetOptions<Row>['schema'],
  ) => AsyncGenerator<readonly Row[]>;
}

/** Creates the reader of the index `byGroup` and of its members' rows. */
export const createDynamoMembers = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): Members => {
  const query = createMemberQuery(client, tableName);
  const keys: Members['keys'] = async function* (group, statuses = COUNT_ORDER) {
    for (const status of statuses) {
      let startKey: StartKey | undefined;
      do {
        const page = await query(membersIn(group, status), { Limit: PAGE_SIZE, startKey });
        yield page.members;
        startKey = page.next;
      } while (startKey !== undefined);
    }
  };
  return {
    keys,
    rows: async function* (group, schema) {
      for await (const page of keys(group)) {
        yield await batchGet(client, tableName, page, { schema, onDamaged, lanes: LANES });
      }
    },
  };
};
