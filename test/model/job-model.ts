import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoJobStore } from '../../lambdas/adapters/dynamo/job-store.ts';
import type { Evidence } from '../../lambdas/core/evidence/evidence.ts';
import type { Job } from '../../lambdas/core/job/job.ts';
import { createRecorder } from '../../lambdas/core/job/record.ts';
import type { JobStore } from '../../lambdas/core/job/store.ts';
import { KEY, POLICY } from '../support/evidence.ts';
import { type Actor, type Choose, type Gate, interleave } from './interleave.ts';

/** Where a model's jobs are kept: the real adapter on a local table. */
export interface JobTable {
  readonly client: DynamoDBClient;
  readonly name: string;
}

/** The successive states of a job's row, as its stream has them. */
export type History = readonly (Job | undefined)[];

let runs = 0;

/** Records pieces of evidence at the same time, each by an actor of its own, and gives the history. */
export const recordTogether = async (
  table: JobTable,
  { first, pieces, now }: { first: readonly Evidence[]; pieces: readonly Evidence[]; now: string },
  choose: Choose,
): Promise<History> => {
  runs += 1;
  // A job of its own for every run, so that one table serves them all.
  const key = { ...KEY, jobId: `${KEY.jobId.slice(0, 60)}-${runs}` };
  const store = createDynamoJobStore(table.client, table.name);
  const history: (Job | undefined)[] = [undefined];
  const watch = async () => {
    const job = await store.read(key);
    if (job?.revision !== history.at(-1)?.revision) history.push(job);
  };
  const storeBehind = (gate: Gate): JobStore => ({
    read: async (of) => {
      await gate();
      return store.read(of);
    },
    write: async (write) => {
      await gate();
      const outcome = await store.write(write);
      await watch();
      return outcome;
    },
  });
  const recordIn = (gate: Gate, piece: Evidence, at: string) =>
    createRecorder(storeBehind(gate), POLICY)({ ...piece, key }, at);
  const atOnce: Gate = () => Promise.resolve();
  for (const piece of first) await recordIn(atOnce, piece, piece.observedAt);
  const actors = pieces.map(
    (piece): Actor =>
      async (gate) => {
        await recordIn(gate, piece, now);
      },
  );
  await interleave(actors, choose);
  await recordIn(atOnce, { kind: 'clock', key, source: 'clock', observedAt: now }, now);
  return history;
};
