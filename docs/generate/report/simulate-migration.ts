import { createHash } from 'node:crypto';
import type { ReportedMember } from '../../../operations/groups/report.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-16T07:00:00.000Z');
const END = Date.parse('2026-11-25T18:10:00.000Z');
/** Ten mornings of 4,000 starts each, the last days of them in Bulk. */
const PER_DAY = 4000;

/** The name of the simulated group, when it was opened, and when the report is of. */
export const SIMULATED = {
  group: 'photos-2026',
  openedAt: new Date(START).toISOString(),
  at: new Date(END).toISOString(),
  expected: 10 * PER_DAY,
};

/** Simulates a member of a migration of 40,000 archives, by its number; evenly spread, the same each time. */
export const simulateMember = (number: number): ReportedMember => {
  const luck = (number * Math.SQRT2) % 1;
  const isBulk = number > 3 * PER_DAY && luck > 0.06;
  const day = Math.floor(number / PER_DAY);
  const startedMs = START + day * 24 * HOUR_MS + (number % PER_DAY) * 5000;
  const completedMs = startedMs + (isBulk ? 5 + 7 * luck ** 1.5 : 3.2 + 1.6 * luck ** 2) * HOUR_MS;
  const started = {
    vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/${number % 7 === 0 ? 'letters' : 'photos'}`,
    jobId: idOf(`job ${number}`, 92),
    archiveId: idOf(`archive ${number}`, 138),
    archiveSizeInBytes: Math.round(2 ** (20 + 12 * luck)),
    action: 'ArchiveRetrieval',
    tier: isBulk ? 'Bulk' : 'Standard',
    creationDate: toInstant(startedMs),
    statusSince: toInstant(startedMs),
  };
  if (completedMs > END) return { ...started, status: 'InProgress' };
  const at = toInstant(completedMs);
  return { ...started, completionDate: at, statusSince: at, ...endOf(number, completedMs) };
};

/** Most outputs are collected within hours; a few failed or expired. */
const endOf = (number: number, completedMs: number) => {
  const collectedMs = completedMs + (0.5 + 14 * ((number * Math.E) % 1) ** 2) * HOUR_MS;
  if (number % 2600 === 7) {
    return { status: 'Failed', statusMessage: 'The archive was deleted meanwhile.' } as const;
  }
  if (number % 5000 === 99) return { status: 'Expired' } as const;
  return collectedMs < END
    ? ({ status: 'Collected', statusSince: toInstant(collectedMs) } as const)
    : ({ status: 'Succeeded', outputExpiresAt: toInstant(completedMs + 24 * HOUR_MS) } as const);
};

const idOf = (name: string, length: number): string =>
  createHash('shake256', { outputLength: length })
    .update(name)
    .digest('base64url')
    .slice(0, length);

const toInstant = (ms: number): string => new Date(ms).toISOString();
