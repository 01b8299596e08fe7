import { fstatSync } from 'node:fs';
import { styleText } from 'node:util';
import { CliError } from '../errors/cli-error.ts';
import { writeWhole } from './write-whole.ts';

/** A colour or an emphasis of `node:util`. */
export type Style = Parameters<typeof styleText>[0];

/** Standard output and standard error of the command. */
export interface Output {
  /** Standard output is one JSON document. */
  readonly isJson: boolean;
  /** Standard output is a terminal. */
  readonly isTerminal: boolean;
  /** The width of that terminal, which may change; without one, no limit. */
  readonly columns: number;
  /** Standard error is a terminal: progress bars may be drawn there. */
  readonly canDraw: boolean;
  /** A user can answer prompts. */
  readonly canAsk: boolean;
  /**
   * Prints a line of the result to standard output.
   *
   * @throws CliError when that is a file, and its disk does not take all of it.
   */
  print(line: string): void;
  /** Prints a line that is no result, such as progress or a hint, to standard error. */
  note(line: string): void;
  /** Prints the whole result as JSON; throws as `print` does. */
  json(value: unknown): void;
  /** Colours text of the result; without a terminal, and with NO_COLOR, it stays as it is. */
  style(style: Style, text: string): string;
}

/** Creates the output of this process. */
export const createOutput = (isJson: boolean): Output => ({
  isJson,
  isTerminal: process.stdout.isTTY,
  get columns() {
    return process.stdout.columns || Number.POSITIVE_INFINITY;
  },
  canDraw: process.stderr.isTTY,
  canAsk: process.stdin.isTTY && process.stderr.isTTY,
  print: writeResult,
  note: (line) => void process.stderr.write(`${line}\n`),
  json: (value) => writeResult(JSON.stringify(value, undefined, 2)),
  style: (style, text) => styleText(style, text, { stream: process.stdout }),
});

const writeResult = (text: string): void => {
  if (!isFile()) return void process.stdout.write(`${text}\n`);
  try {
    writeWhole(process.stdout.fd, `${text}\n`);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`Cannot write to standard output: ${why}.`, { cause });
  }
};

/** Not a terminal, pipe or socket: there Node would mistake a partial write for a full one. */
const isFile = (): boolean => {
  const about = fstatSync(process.stdout.fd);
  return about.isFile() || (about.isCharacterDevice() && !process.stdout.isTTY);
};
