import type { ReportedMember } from '../../operations/groups/report.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-16T07:00:00.000Z');
const END = Date.parse('2026-11-25T18:10:00.000Z');
const MEMBERS = 40_000;
/** Ten mornings of up to 4,000 starts each, the last days of them in Bulk. */
const PER_DAY = 4000;
const OUTPUT_HOURS = 24;

/** The moment that the simulated report is of. */
export const SIMULATED_AT = new Date(END).toISOString();

/** The name of the simulated group, and when it was opened. */
export const SIMULATED_GROUP = { group: 'photos-2026', openedAt: new Date(START).toISOString() };

/**
 * Simulates the members of a migration of 40,000 archives: most are collected within hours, some wait to
 * be fetched, a few failed or expired, and the jobs of the last days are pending.
 *
 * The same seed gives the same members.
 */
export const simulateMigration = (seed = 1): readonly ReportedMember[] => {
  const random = createRandom(seed);
  return Array.from({ length: MEMBERS - 400 }, (_, number) => simulateMember(number, random));
};

const simulateMember = (number: number, random: () => number): ReportedMember => {
  const day = Math.floor(number / PER_DAY);
  const startedAt = START + day * 24 * HOUR_MS + (number % PER_DAY) * 3600 * 1.4;
  const tier = tierOf(number, random());
  const completedAt = startedAt + durationOf(tier, random()) * HOUR_MS;
  const ended = {
    ...describe(number, random),
    tier,
    creationDate: toInstant(startedAt),
    completionDate: toInstant(completedAt),
    statusSince: toInstant(completedAt),
  };
  if (completedAt > END) {
    const { completionDate: _, ...pending } = ended;
    return { ...pending, status: 'InProgress', statusSince: pending.creationDate };
  }
  if (random() < 0.0004) {
    const statusMessage = 'The archive was deleted before the retrieval.';
    return { ...ended, status: 'Failed', statusMessage };
  }
  return collect(ended, completedAt, random());
};

/** Most outputs are fetched within hours; some of the last day are not yet, and a few never were. */
const collect = (
  job: Omit<ReportedMember, 'status'>,
  completedAt: number,
  luck: number,
): ReportedMember => {
  const collectedAt = completedAt + (0.5 + 14 * luck ** 2) * HOUR_MS;
  const expiresAt = completedAt + OUTPUT_HOURS * HOUR_MS;
  const outputExpiresAt = toInstant(expiresAt);
  if (luck > 0.9998 && expiresAt < END) {
    return { ...job, status: 'Expired', statusSince: outputExpiresAt, outputExpiresAt };
  }
  if (collectedAt <= END) {
    const at = toInstant(collectedAt);
    return { ...job, status: 'Collected', statusSince: at, collectedAt: at, outputExpiresAt };
  }
  const status = expiresAt - END < 4 * HOUR_MS ? 'Expiring' : 'Succeeded';
  return { ...job, status, outputExpiresAt };
};

const describe = (number: number, random: () => number) => ({
  vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/${number % 7 === 0 ? 'letters' : 'photos'}`,
  jobId: randomId(92, random),
  archiveId: randomId(138, random),
  archiveSizeInBytes: Math.round(2 ** (20 + 12 * random())),
  action: 'ArchiveRetrieval',
});

const tierOf = (number: number, luck: number): string => {
  if (luck < 0.01) return 'Expedited';
  return number < 12_000 || luck < 0.06 ? 'Standard' : 'Bulk';
};

const durationOf = (tier: string, luck: number): number => {
  if (tier === 'Expedited') return 0.03 + 0.05 * luck;
  return tier === 'Standard' ? 3.2 + 1.6 * luck ** 2 : 5 + 7 * luck ** 1.5;
};

const toInstant = (ms: number): string => new Date(ms).toISOString();

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const randomId = (length: number, random: () => number): string =>
  Array.from({ length }, () => LETTERS[Math.floor(64 * random())]).join('');

/** The generator mulberry32. */
const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
