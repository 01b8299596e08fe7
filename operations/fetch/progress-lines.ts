import * as z from 'zod/mini';
import { parseJson } from '../../lambdas/core/json.ts';

/** A line of the file that records the progress of a fetch. */
export const ProgressLine = z.union([
  /** The ranges that are noted from here on are of a new file, or of this upload to S3. */
  z.object({ name: z.string(), begin: z.string(), upload: z.optional(z.string()) }),
  /** The range with this index is stored durably and has this tree hash. */
  z.object({ name: z.string(), range: z.int(), hash: z.string() }),
  /** The output is whole under its name; the file had this size and time then. */
  z.object({ name: z.string(), done: z.string(), size: z.int(), time: z.optional(z.number()) }),
]);

/** See the schema of the same name. */
export type ProgressLine = z.infer<typeof ProgressLine>;

/** How far the output of a name has got. */
export interface OutputProgress {
  /** The identity of the output: see `JobOutput`. */
  readonly identity: string;
  readonly upload?: string | undefined;
  /** The tree hash of each range that is stored, by its index. */
  readonly hashes: Map<number, string>;
  readonly done?: { readonly size: number; readonly time?: number | undefined } | undefined;
}

/** The progress of every output, by name. */
export type FetchProgress = Map<string, OutputProgress>;

/** Applies a line to the progress. */
export const applyLine = (progress: FetchProgress, line: ProgressLine): void => {
  const { name } = line;
  if ('begin' in line) {
    progress.set(name, { identity: line.begin, upload: line.upload, hashes: new Map() });
  } else if ('done' in line) {
    const done = { size: line.size, time: line.time };
    progress.set(name, { identity: line.done, hashes: new Map(), done });
  } else {
    progress.get(name)?.hashes.set(line.range, line.hash);
  }
};

/** Reads the lines of a progress file; a torn line is left out: what it noted is fetched again. */
export const readProgress = (lines: readonly string[]): FetchProgress => {
  const progress: FetchProgress = new Map();
  for (const line of lines) {
    const read = ProgressLine.safeParse(parseJson(line));
    if (read.success) applyLine(progress, read.data);
  }
  return progress;
};
