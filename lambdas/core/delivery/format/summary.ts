import type { EventBody } from './event-body.ts';

/** An event in a few words, for people. */
export interface Summary {
  readonly title: string;
  /** Labels with their values, the most important first; each value is one line. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

const MAX_LENGTH = 150;
const HOUR_MS = 3_600_000;

/** Summarizes an event of any type; the hours left count from `nowMs`. */
export const summarize = ({ type, data }: EventBody, nowMs: number): Summary => {
  const { status, outputExpiresAt, firstExpiresAt, expiringCount } = data;
  const hasOutput = status === 'Succeeded' || status === 'Expiring';
  const facts = {
    Vault: data['vaultName'],
    Group: data['group'],
    Description: data['jobDescription'],
    Message: data['statusMessage'],
    Jobs: describeCounts(data['counts']),
    'Jobs expected': data['expected'],
    'Jobs that expire soon': expiringCount,
    Reason: data['reason'],
    'Output expires': hasOutput ? describeExpiry(outputExpiresAt, nowMs) : undefined,
    'First output expires': describeExpiry(firstExpiresAt, nowMs),
    'Job id': data['jobId'],
    Endpoint: data['endpointId'],
  };
  return { title: titleOf(type), facts: Object.entries(facts).flatMap(toFact) };
};

const titleOf = (type: string): string =>
  type.replaceAll(/[._]/g, ' ').replace(/^./, (letter) => letter.toUpperCase());

const toFact = ([label, value]: [string, unknown]): [string, string][] =>
  typeof value === 'string' || typeof value === 'number' ? [[label, toLine(String(value))]] : [];

/** Removes line breaks and control characters, and clips a text for a message that stays short. */
const toLine = (text: string): string => {
  const line = text.toWellFormed().replaceAll(/[\s\p{C}]+/gu, ' ');
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 1).toWellFormed()}…`;
};

const describeCounts = (counts: unknown): string | undefined =>
  typeof counts === 'object' && counts !== null
    ? Object.entries(counts)
        .map(([status, count]) => `${count} ${status}`)
        .join(', ')
    : undefined;

const describeExpiry = (expiresAt: unknown, nowMs: number): string | undefined => {
  if (typeof expiresAt !== 'string') return undefined;
  const hours = (Date.parse(expiresAt) - nowMs) / HOUR_MS;
  if (hours <= 0) return `expired (${expiresAt})`;
  return `${hours < 1 ? 'less than 1 hour' : `${Math.floor(hours)} h`} left (${expiresAt})`;
};
