import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod/mini';
import { batchGet } from '../../../lambdas/adapters/dynamo/items/batch-get.ts';
import type { JobKey } from '../../../lambdas/core/evidence/evidence.ts';
import { type OnDamaged, readRows } from '../../../lambdas/core/rows.ts';
import { createDynamoMembers } from './member-pages.ts';

/** Requests at a time: enough for thousands of rows a second, and far below the sockets of the SDK. */
const LANES = 8;

/** The attributes of a row that are read. */
type RowSchema<Row> = z.ZodMiniType<Row> & {
  readonly shape: Readonly<Record<string, unknown>>;
};

/** Reads the rows of jobs, in the order of their keys; those that are missing are left out. */
export const readJobRows = async <Row extends JobKey>(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly JobKey[],
  {
    schema,
    onDamaged,
  }: { readonly schema: RowSchema<Row>; readonly onDamaged?: OnDamaged | undefined },
): Promise<Row[]> => {
  const attributes = Object.keys(schema.shape);
  const items = await batchGet(
    client,
    tableName,
    keys.map(({ vaultArn, jobId }) => ({ vaultArn, jobId })),
    {
      projection: attributes.map((_, index) => `#${index}`).join(', '),
      names: Object.fromEntries(attributes.map((name, index) => [`#${index}`, name])),
      lanes: LANES,
    },
  );
  const rows = readRows(items, { schema, table: 'Jobs', onDamaged });
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  return keys.flatMap((key) => byName.get(nameOf(key)) ?? []);
};

const nameOf = ({ vaultArn, jobId }: JobKey) => `${vaultArn} ${jobId}`;

/** Reads some attributes of the rows of a group's members, page by page. */
export type ReadMemberRows = <Row extends JobKey>(
  group: string,
  schema: RowSchema<Row>,
) => AsyncGenerator<readonly Row[]>;

/** Creates the reader of members: a page of the index `byGroup`, then their rows. */
export const createDynamoMemberRows = (
  client: DynamoDBClient,
  tableName: string,
  onDamaged?: OnDamaged,
): ReadMemberRows => {
  const members = createDynamoMembers(client, tableName);
  return async function* (group, schema) {
    for await (const keys of members(group)) {
      yield await readJobRows(client, tableName, keys, { schema, onDamaged });
    }
  };
};
