import { createHash } from 'node:crypto';

const BUFFER_CHARS = 65_536;

/** Everything that happened in a run, as one hash. */
export interface Trace {
  /** Adds one line. */
  readonly note: (line: string) => void;
  /** The SHA-256 of all lines; ends the trace. */
  readonly digest: () => string;
}

/** Creates an empty trace; two runs with the same digest made the same choices in the same order. */
export const createTrace = (): Trace => {
  const hash = createHash('sha256');
  let buffer = '';
  return {
    note: (line) => {
      buffer += `${line}\n`;
      if (buffer.length < BUFFER_CHARS) return;
      hash.update(buffer);
      buffer = '';
    },
    digest: () => hash.update(buffer).digest('hex'),
  };
};
