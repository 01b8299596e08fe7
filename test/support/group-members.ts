import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Status } from '../../lambdas/core/job/status.ts';

const HOUR_MS = 3_600_000;

/** An instant some hours before now. */
export const hoursAgo = (hours: number): string =>
  new Date(Date.now() - hours * HOUR_MS).toISOString();

/** A member of a group, as its row has it. */
export interface MemberRow {
  readonly group: string;
  readonly name: string;
  readonly status: Status;
  readonly vault?: string;
  readonly tier?: string;
  /** For how many hours it has its status. */
  readonly hours?: number;
}

/** The whole id of a member. */
export const memberId = (name: string): string => name.padEnd(92, 'x');

/** The row of a member, as recording leaves it. */
export const aMember = ({ group, name, status, vault = 'photos', ...more }: MemberRow) => {
  const { tier = 'Standard', hours = 2 } = more;
  const at = hoursAgo(hours);
  const statusKey = status === 'InProgress' ? `InProgress#${tier}` : status;
  const isEnded = status !== 'InProgress';
  return {
    vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/${vault}`,
    jobId: memberId(name),
    status,
    statusKey,
    statusSince: at,
    sequence: 1,
    revision: 1,
    transitions: [{ status, at, source: 'notice' }],
    firstSeenAt: at,
    lastChange: 'transition',
    creationDate: hoursAgo(hours + (isEnded ? 4 : 0)),
    ...(isEnded && { completionDate: at, statusCode: status }),
    ...(['Succeeded', 'Expiring', 'Collected'].includes(status) && {
      outputExpiresAt: hoursAgo(hours - 24),
    }),
    ...(status === 'Collected' && { collectedAt: at }),
    ...(status === 'Failed' && { statusMessage: 'It <b>broke</b>' }),
    action: 'ArchiveRetrieval',
    tier,
    archiveId: `archive-${name}`,
    archiveSizeInBytes: 1_500_000_000,
    jobDescription: `about ${name} [group:${group}]`,
    group,
    groupSort: `${statusKey}#${at}`,
  };
};

const BATCH = 25;

/** Puts members into a Jobs table, 25 a request. */
export const putMembers = async (
  client: DynamoDBClient,
  table: string,
  members: readonly MemberRow[],
): Promise<void> => {
  for (let from = 0; from < members.length; from += BATCH) {
    const rows = members.slice(from, from + BATCH).map(aMember);
    const requests = rows.map((row) => ({ PutRequest: { Item: marshall(row) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
};
