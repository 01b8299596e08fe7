import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Sandbox } from '../../sandbox.ts';
import { account } from '../../template/account.ts';

/** Reads what the service has recorded of a job. */
export const findJobRow = async (
  { clients, outputs }: Pick<Sandbox, 'clients' | 'outputs'>,
  vaultName: string,
  jobId: string,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const { partition, region, id } = account;
  const vaultArn = `arn:${partition}:glacier:${region}:${id}:vaults/${vaultName}`;
  const { Item } = await clients.dynamodb.send(
    new GetItemCommand({
      TableName: outputs.JobsTableName,
      Key: marshall({ vaultArn, jobId }),
      ConsistentRead: true,
    }),
  );
  return Item === undefined ? undefined : unmarshall(Item);
};
