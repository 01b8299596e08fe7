import { createRandom } from '../../../sandbox/glacier/seeded-random.ts';
import type { ListOrder } from '../../../simulation/ports/glacier.ts';
import { firstIndex } from '../../../simulation/ports/position.ts';
import { START_MS } from '../../../simulation/world.ts';
import { drawMinutes } from '../models/durations.ts';

const MINUTE_MS = 60_000;
const ID_DIGITS = 9;
const ID_LENGTH = 92;
const ARN = 'arn:aws:glacier:eu-west-1:123456789012:vaults/v';

/** Standard jobs that start at an even rate, in one vault after the other. */
export interface MigrationOptions {
  readonly count: number;
  readonly vaults: number;
  readonly overMinutes: number;
}

/** Creates the jobs, the oldest first, and keeps of each a few numbers: a million take 40 MB. */
export const createMigration = ({ count, vaults, overMinutes }: MigrationOptions) => {
  const random = createRandom(1);
  const at = (minute: number) => Math.floor(START_MS + minute * MINUTE_MS);
  const minuteOf = (job: number) => (overMinutes * job) / count;
  const draw = (minute: number) =>
    drawMinutes({ model: 'published', tier: 'Standard', minute }, random);
  const created = new Float64Array(count).map((_, job) => at(minuteOf(job)));
  const completed = created.map((_, job) => at(minuteOf(job) + draw(minuteOf(job))));
  const [recorded, dueAt] = [new Float64Array(count), new Float64Array(count)];
  const isMade = new Uint8Array(count);
  const tally = { due: 0, late: 0, recorded: 0 };
  const isPending = (job: number) => recorded[job] === 0;
  const markMade = (job: number, tick: number) => {
    if (dueAt[job] === tick) isMade[job] = 1;
  };
  const numberOf = (jobId: string) => Number(jobId.slice(0, ID_DIGITS));
  return {
    completed,
    recorded,
    tally,
    isCompleted: (job: number, now: number) => (completed[job] ?? 0) <= now,
    createdAt: (job: number) => created[job] ?? 0,
    /** The first job that was created after an instant. */
    firstAfter: (ms: number) => firstIndex(count, (job) => (created[job] ?? 0) > ms),
    pending: function* pending(from: number, end: number) {
      for (let job = from; job < end; job += 1) if (isPending(job)) yield job;
    },
    numberOf,
    keyOf: (job: number) => ({
      vaultArn: `${ARN}${job % vaults}`,
      jobId: String(job).padStart(ID_DIGITS, '0').padEnd(ID_LENGTH, 'x'),
    }),
    ofVault: function* ofVault(vaultArn: string, order: ListOrder, marker?: string) {
      const vault = vaultOf(vaultArn);
      const step = order === 'oldest-first' ? vaults : -vaults;
      const first = step > 0 ? vault : vault + vaults * Math.floor((count - 1 - vault) / vaults);
      let job = marker === undefined ? first : numberOf(marker) + step;
      for (; job >= 0 && job < count; job += step) yield job;
    },
    record: (job: number, now: number) => {
      if (!isPending(job)) return;
      recorded[job] = now;
      isMade[job] = 1;
      tally.recorded += 1;
    },
    /** The poll of a job becomes due at a tick. The one before is late, if it was not made. */
    beginPoll: (job: number, tick: number) => {
      if (dueAt[job] !== 0 && isMade[job] === 0) tally.late += 1;
      tally.due += 1;
      dueAt[job] = tick;
      isMade[job] = 0;
    },
    /** The poll that was due at a tick is made, unless the job's next one is due already. */
    markMade,
    markVaultMade: (vaultArn: string, tick: number) => {
      for (let job = vaultOf(vaultArn); job < count; job += vaults) markMade(job, tick);
    },
  };
};

/** See {@link createMigration}. */
export type Migration = ReturnType<typeof createMigration>;

const vaultOf = (vaultArn: string): number => Number(vaultArn.slice(ARN.length));
