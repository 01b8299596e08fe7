import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createGroupsTable, createJobsTable } from '../../bench/notices/jobs-table.ts';
import { createDynamoGroupOpener } from '../../lambdas/adapters/dynamo/group-opener.ts';
import {
  createDynamoGroupIndex,
  createDynamoGroups,
} from '../../lambdas/adapters/dynamo/groups.ts';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import { createDynamoKnownJobs } from '../../lambdas/adapters/dynamo/known-jobs.ts';
import { createDynamoMemberIndex } from '../../lambdas/adapters/dynamo/member-index.ts';
import type { Evidence } from '../../lambdas/core/evidence/evidence.ts';
import type { Group } from '../../lambdas/core/group/group.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import { createGroupMonitor } from '../../lambdas/group-monitor/handler.ts';
import { POLICY, seen } from './evidence.ts';
import { createFakeLog, createFakeMetrics } from './fake-telemetry.ts';

/** A request that was sent, with the read units that it took. */
export interface SentRequest {
  readonly name: string;
  readonly units: number;
}

/** Counts the requests of a client, and the units of those that report them. */
const countRequests = (client: DynamoDBClient, sent: SentRequest[]): DynamoDBClient => {
  const counted = Object.create(client) as DynamoDBClient;
  counted.send = (async (command: { input: object }, ...rest: unknown[]) => {
    Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
    const answer = await (client.send as (...given: unknown[]) => Promise<object>)(
      command,
      ...rest,
    );
    const capacity = [Reflect.get(answer, 'ConsumedCapacity') ?? []].flat() as {
      CapacityUnits?: number;
    }[];
    const units = capacity.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    sent.push({ name: command.constructor.name.replace('Command', ''), units });
    return answer;
  }) as DynamoDBClient['send'];
  return counted;
};

let worlds = 0;

/** The Jobs and Groups tables in a local DynamoDB, with the real `group-monitor` on them. */
export const createGroupWorld = async (client: DynamoDBClient) => {
  worlds += 1;
  const [jobsTable, groupsTable] = [`jobs-of-groups-${worlds}`, `groups-${worlds}`];
  await createJobsTable(client, jobsTable);
  await createGroupsTable(client, groupsTable);
  const sent: SentRequest[] = [];
  const counted = countRequests(client, sent);
  const metrics = createFakeMetrics();
  const log = createFakeLog();
  const groups = createDynamoGroups(counted, groupsTable);
  const record = createRecorder(createDynamoJobStore(counted, jobsTable), POLICY);
  let now = '';
  const monitor = createGroupMonitor({
    groups: { ...groups, ...createDynamoGroupIndex(counted, groupsTable) },
    members: createDynamoMemberIndex(counted, jobsTable),
    known: createDynamoKnownJobs(counted, jobsTable, { isConsistent: true }),
    record,
    policy: { ...POLICY, accountId: '123456789012', region: 'eu-west-1', quietHours: 24 },
    now: () => now,
    log,
    metrics,
  });
  const opener = createDynamoGroupOpener(client, groupsTable);
  return {
    jobsTable,
    groupsTable,
    sent,
    metrics,
    log,
    record: (evidence: Evidence) => record(evidence, evidence.observedAt),
    note: opener.note,
    read: async (group: string): Promise<Group> => {
      const row = await groups.get(group);
      if (row === undefined) throw new Error(`There is no group ${group}`);
      return row;
    },
    change: async (group: string, changes: Partial<Group>): Promise<void> => {
      const before = await groups.get(group);
      if (before) await groups.write({ before, after: { ...before, ...changes } });
    },
    /** Checks all groups at an instant, and returns the requests that it took. */
    check: async (at: string, isOver = false): Promise<SentRequest[]> => {
      now = at;
      sent.length = 0;
      await monitor(() => isOver);
      return [...sent];
    },
  };
};

/** A description of a member of a group, pending unless its code is another. */
export const memberSeen = (
  group: string,
  jobId: string,
  { at, code = 'InProgress', changes = {} }: { at: string; code?: string; changes?: object },
): Evidence =>
  seen('describe-job', at, {
    JobId: jobId,
    JobDescription: `holiday [group:${group}]`,
    StatusCode: code,
    ...(code === 'InProgress'
      ? { Completed: false, CompletionDate: null, StatusMessage: null, SHA256TreeHash: null }
      : { CompletionDate: at }),
    ...changes,
  });
