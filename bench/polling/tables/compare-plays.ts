import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { printTable, say } from '../../report/print-table.ts';
import { playThrottled, type ThrottledResult } from '../plays/play-throttled.ts';
import { MEMORY_PLAYS, type NamedPlay, THROTTLED_PLAYS } from '../scenarios/throttled.ts';

const COMMAND = `${import.meta.dirname}/../main.ts`;
/** How Lambda starts Node in a function of 512 MB. */
const HEAP = ['--max-old-space-size=460', '--max-semi-space-size=25'];

/** A table of plays, each of which takes a process of its own: its memory is that of the play. */
interface PlayTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly plays: readonly NamedPlay[];
  readonly toRow: (result: ThrottledResult) => readonly string[];
}

const TABLES: Readonly<Record<'throttled' | 'memory', PlayTable>> = {
  throttled: {
    title: 'Glacier answers in 0.1 s and admits some calls a second; all notices lost',
    heads: 'calls/job,refused,given up,requeued,p50,p95,p99 min,in time'.split(','),
    plays: THROTTLED_PLAYS,
    toRow: ({ answered, refused, found, givenUp, requeued, delays, inTime }) => [
      ...[answered, refused].map((calls) => (calls / found).toFixed(2)),
      ...[givenUp, requeued].map(String),
      ...delays.map((delay) => delay.toFixed(1)),
      `${(100 * inTime).toFixed(1)}%`,
    ],
  },
  memory: {
    title: 'One run with 1,000,000 pending jobs, 3 to 11 hours old; all notices lost',
    heads: 'due,calls,found,requeued,seconds'.split(','),
    plays: MEMORY_PLAYS,
    toRow: ({ due, answered, found, requeued, longestRunSeconds }) =>
      [due, answered, found, requeued, Math.round(longestRunSeconds)].map(String),
  },
};

/** The name of a table of plays. */
export type PlayKind = keyof typeof TABLES;

const playInChild = async (kind: PlayKind, number: number): Promise<string[]> => {
  const flags = [...HEAP, COMMAND, '--play', `${kind}:${number}`];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  return stdout.trimEnd().split('\t');
};

/** Plays one row of a table in this process, and prints its cells. */
export const playRow = async (kind: PlayKind, number: number): Promise<void> => {
  const { plays, toRow } = TABLES[kind];
  const named = plays[number];
  if (named === undefined) throw new Error(`There is no play ${kind}:${number}`);
  const cells = toRow(await playThrottled(named.play));
  const peak = process.resourceUsage().maxRSS / 1024;
  say([named.name, ...cells, peak.toFixed(0)].join('\t'));
};

/** Plays a table, row by row. */
export const comparePlays = async (kind: PlayKind, hasLong: boolean): Promise<void> => {
  const { title, heads, plays } = TABLES[kind];
  const rows: string[][] = [];
  for (const [number, { isLong }] of plays.entries()) {
    if (hasLong || !isLong) rows.push(await playInChild(kind, number));
  }
  say(title);
  printTable(['', ...heads, 'peak MB'], rows);
  say();
};
