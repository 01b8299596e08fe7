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

/**
 * Simulates the members of a migration of 40,000 archives: most are collected within hours, some wait to
 * be fetched, a few failed or expired, and the jobs of the last day are pending.
 */
export const simulateMigration = (): readonly ReportedMember[] =>
  Array.from({ length: SIMULATED.expected - 400 }, (_, number) => simulateMember(number));

const simulateMember = (number: number): ReportedMember => {
  // The same for each run, and evenly spread.
  const luck = (number * Math.SQRT2) % 1;
  const isBulk = number > 3 * PER_DAY && luck > 0.06;
  const hours = isBulk ? 5 + 7 * luck ** 1.5 : 3.2 + 1.6 * luck ** 2;
  const startedMs =
    START + Math.floor(number / PER_DAY) * 24 * HOUR_MS + (number % PER_DAY) * 1.4 * 3600;
  const completedMs = startedMs + hours * HOUR_MS;
  const started = {
    vaultArn: `arn:aws:glacier:eu-west-1:123456789012:vaults/${number % 7 === 0 ? 'letters' : 'photos'}`,
    jobId: idOf(`job ${number}`, 92),
    archiveId: idOf(`archive ${number}`, 138),
    archiveSizeInBytes: Math.round(2 ** (20 + 12 * luck)),
    action: 'ArchiveRetrieval',
    tier: isBulk ? 'Bulk' : 'Standard',
    creationDate: toInstant(startedMs),
  };
  if (completedMs > END) {
    return { ...started, status: 'InProgress', statusSince: started.creationDate };
  }
  const at = toInstant(completedMs);
  return { ...started, completionDate: at, statusSince: at, ...endOf(number, completedMs) };
};

const endOf = (
  number: number,
  completedMs: number,
): Pick<ReportedMember, 'status'> & Partial<ReportedMember> => {
  const collectedMs = completedMs + (0.5 + 14 * ((number * Math.E) % 1) ** 2) * HOUR_MS;
  const expiresMs = completedMs + 24 * HOUR_MS;
  const outputExpiresAt = toInstant(expiresMs);
  if (number % 2600 === 7) {
    const statusMessage = 'The archive was deleted before the retrieval.';
    return { status: 'Failed', statusMessage };
  }
  if (number % 5000 === 99 && expiresMs < END) return { status: 'Expired' };
  if (collectedMs < END) return { status: 'Collected', statusSince: toInstant(collectedMs) };
  const isSoon = expiresMs - END < 4 * HOUR_MS;
  return { status: isSoon ? 'Expiring' : 'Succeeded', outputExpiresAt };
};

const idOf = (name: string, length: number): string =>
  createHash('shake256', { outputLength: length })
    .update(name)
    .digest('base64url')
    .slice(0, length);

const toInstant = (ms: number): string => new Date(ms).toISOString();
