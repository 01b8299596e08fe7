import { spawnSync } from 'node:child_process';
import { type GuideBlock, guideBlocks } from './guide-blocks.ts';
import { OLD_JOBS } from './queries-world.ts';

/** A language of the guide, and how its program is run from standard input. */
export interface Client {
  readonly language: 'sh' | 'ts' | 'py';
  readonly command: readonly [string, ...string[]];
  /** A line that prints a text, between two answers. */
  print(text: string): string;
  /** Keeps the names of one answer from the next. */
  enclose(code: string): string;
}

/** The answers to the ten questions; an instant is given as the hours until it. */
export const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  '1': ['failed-lately nightly 42: c'],
  '2': ['nearly-gone +3h', 'ready-backup +20h', 'ready +21h'],
  '3': ['nearly-gone +3h'],
  '4': ['Collected -1h +19h'],
  '5': [
    'failed-before Failed',
    'gone Expired',
    'nearly-gone Expiring',
    'overdue InProgress',
    'fetched Collected',
    'ready Succeeded',
    'waiting-bulk InProgress',
    'failed-lately Failed',
    'overdue-expedited InProgress',
    'waiting InProgress',
  ],
  '6': ['overdue-expedited -2.5h', 'overdue -9.5h'],
  '7': ['-9h InProgress registration', '-5h Succeeded notice', '-1h Collected collection'],
  '8': [
    'InProgress#Expedited 1',
    'InProgress#Standard 2',
    'InProgress#Bulk 1',
    'InProgress#Inventory 0',
    'Succeeded 2',
    'Expiring 1',
    'Failed 2',
    'Expired 1',
    `Collected ${OLD_JOBS + 1}`,
  ],
  '9': [
    'nightly 42: a Succeeded',
    'nightly 42: b Collected',
    'nightly 42: c Failed',
    'nightly 42: d InProgress',
  ],
  '10': ['1 Collected', '1 Failed', '1 InProgress', '1 Succeeded'],
};

/** Runs all that the guide says for one language in one process; returns the answers by question. */
export const askAll = (
  { language, command, print, enclose }: Client,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> => {
  const blocks = guideBlocks('queries.md').filter((block) => block.language === language);
  const program = blocks.map((block) => {
    const question = numberOf(block);
    return question === undefined
      ? block.code
      : `${print(`# ${question}`)}\n${enclose(block.code)}`;
  });
  const [file, ...args] = command;
  const { stdout, stderr, status } = spawnSync(file, args, {
    input: program.join('\n'),
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`The ${language} of the guide ended with ${status}: ${stderr}`);
  return readAnswers(stdout);
};

const numberOf = ({ heading }: GuideBlock): string | undefined => /^(\d+)\. /.exec(heading)?.[1];

const readAnswers = (output: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    output
      .split(/^# /m)
      .slice(1)
      .map((text) => {
        const [number = '', ...lines] = text.trim().split('\n');
        return [number, lines.map(simplify)];
      }),
  );

const simplify = (line: string): string =>
  line
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => {
      const hours = Math.round((Date.parse(instant) - Date.now()) / 360_000) / 10;
      return `${hours > 0 ? '+' : ''}${hours}h`;
    });
