import type { Random } from '../seeded-random.ts';
import { happens } from './call-faults.ts';
import type { FaultSettings } from './fault-settings.ts';

/** The bytes of an answer with an output. */
interface OutputBody {
  readonly chunks: Iterable<Buffer>;
  readonly length: number;
}

/** Draws the faults of an output's bytes: the headers, but for the length, stay those of the right ones. */
export const spoilOutput = (
  { chunks, length }: OutputBody,
  settings: FaultSettings,
  random: Random,
): OutputBody => {
  if (happens(settings.corruptOutput, random)) return { chunks: corrupt(chunks), length };
  if (happens(settings.shortenOutput, random)) {
    const shorter = Math.floor(length / 2);
    return { chunks: cut(chunks, shorter), length: shorter };
  }
  return happens(settings.resetOutput, random)
    ? { chunks: reset(chunks, length / 2), length }
    : { chunks, length };
};

/** Flips one bit of the first byte. */
function* corrupt(chunks: Iterable<Buffer>): Generator<Buffer> {
  let isFirst = true;
  for (const chunk of chunks) {
    const copy = Buffer.from(chunk);
    copy[0] = (chunk[0] ?? 0) ^ (isFirst ? 1 : 0);
    isFirst = false;
    yield copy;
  }
}

function* cut(chunks: Iterable<Buffer>, length: number): Generator<Buffer> {
  let left = length;
  for (const chunk of chunks) {
    if (left <= 0) return;
    yield chunk.subarray(0, left);
    left -= chunk.length;
  }
}

/** Sends a part, then breaks the connection. */
function* reset(chunks: Iterable<Buffer>, length: number): Generator<Buffer> {
  yield* cut(chunks, length);
  throw new Error('A fault resets the connection.');
}
