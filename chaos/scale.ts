import type { JobParameters } from '@aws-sdk/client-glacier';
import { DEFAULT_LIFE_POLICY } from '../lambdas/core/function/settings.ts';

/** How much is played, and for how long; spans are in milliseconds of virtual time. */
export interface ChaosScale {
  readonly seed: number;
  readonly jobs: number;
  /** For so long jobs are started. */
  readonly startSpanMs: number;
  /** For so long things break. */
  readonly faultySpanMs: number;
  /** When it is over at the earliest; a whole life of the last job goes on longer. */
  readonly wholeSpanMs: number;
  /** Whether jobs end within minutes, whatever their tier, and the run ends before they expire. */
  readonly isBrief: boolean;
  /** The longest time for which a receiver is down. */
  readonly longestDownMs: number;
  readonly expiringLeadMinutes: number;
}

/** Spans of time in milliseconds. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Plays the whole lives of jobs: they break for as long as jobs run, and then have a day to expire. */
export const wholeLives = (seed: number, jobs: number, hours: number): ChaosScale => ({
  seed,
  jobs,
  startSpanMs: hours * HOUR_MS,
  faultySpanMs: (hours + 13) * HOUR_MS,
  wholeSpanMs: (hours + 38) * HOUR_MS,
  isBrief: false,
  longestDownMs: 4 * HOUR_MS,
  expiringLeadMinutes: DEFAULT_LIFE_POLICY.expiringLeadMinutes,
});

/** Plays the first hour and a half of a few jobs, with a reminder an hour after their completion. */
export const briefly = (seed: number, jobs: number): ChaosScale => ({
  seed,
  jobs,
  startSpanMs: 20 * MINUTE_MS,
  faultySpanMs: 45 * MINUTE_MS,
  wholeSpanMs: 100 * MINUTE_MS,
  isBrief: true,
  longestDownMs: 10 * MINUTE_MS,
  expiringLeadMinutes: 23 * 60,
});

/** The waits between the attempts of a delivery: some sixteen hours in all. */
export const RETRY_SCHEDULE_SECONDS: readonly number[] = [
  5, 60, 300, 1200, 3600, 3600, 7200, 14_400, 28_800,
];

/** The vaults of a run; the notices of the last one are all lost. */
export const VAULTS = ['photos', 'backups', 'tax-2026', 'silent'] as const;

/** A job that will be started. */
export interface PlannedJob {
  readonly vaultName: string;
  readonly parameters: JobParameters;
  readonly afterMs: number;
  readonly outcome: 'Succeeded' | 'Failed';
  /** @default - as the simulator draws it for the tier */
  readonly durationMs?: number | undefined;
  /** When it is registered with the service, after its start. */
  readonly registeredAfterMs?: number | undefined;
  /** When its reader says that the output is fetched, after its completion. */
  readonly collectedAfterMs?: number | undefined;
}
