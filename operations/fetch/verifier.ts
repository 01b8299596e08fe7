import type { JobOutput } from './output.ts';
import { createTreeHasher } from './tree-hash.ts';

/** Whether bytes are right; `unverified`: nothing but their number is known. */
export type Verdict =
  | { readonly kind: 'verified' | 'unverified'; readonly hash: string }
  | { readonly kind: 'wrong'; readonly message: string };

/** Checks bytes, in their order. */
export interface Verifier {
  /** Adds the next bytes. */
  update(chunk: Uint8Array): void;
  /** Judges the bytes; to be called once. */
  verdict(): Verdict;
}

/** What is known of bytes that are checked. */
type Known = Pick<JobOutput, 'sizeInBytes' | 'treeHash' | 'format'>;

/** Creates the check: the size, and the tree hash or the form of an inventory. */
export const createVerifier = (known: Known): Verifier => {
  const { sizeInBytes, format } = known;
  const hasher = createTreeHasher();
  const form = format === undefined ? undefined : FORMS[format]();
  let size = 0;
  return {
    update: (chunk) => {
      size += chunk.length;
      hasher.update(chunk);
      form?.update(chunk);
    },
    verdict: () => {
      if (size !== sizeInBytes) return wrong(`it has ${size} of ${sizeInBytes} bytes`);
      if (form?.isWhole() === false) return wrong(`it is not a whole ${format} inventory`);
      return judgeHash(hasher.digest(), known);
    },
  };
};

/** Judges bytes by their tree hash; an inventory has none, and was judged by its form. */
export const judgeHash = (hash: string, { treeHash, format }: Known): Verdict => {
  if (treeHash === undefined)
    return { kind: format === undefined ? 'unverified' : 'verified', hash };
  return hash === treeHash
    ? { kind: 'verified', hash }
    : wrong(`its tree hash is ${hash}, but Glacier has ${treeHash}`);
};

const wrong = (message: string): Verdict => ({ kind: 'wrong', message });

/** Follows the form of an inventory in constant memory: one of 10^6 archives has some 400 MB. */
interface Form {
  update(chunk: Uint8Array): void;
  isWhole(): boolean;
}

const CSV_BEGIN = 'ArchiveId,ArchiveDescription,';

const createCsvForm = (): Form => {
  let begin = '';
  return {
    update: (chunk) => {
      if (begin.length < CSV_BEGIN.length) begin += Buffer.from(chunk.subarray(0, 64)).toString();
    },
    isWhole: () => begin.replaceAll('"', '').startsWith(CSV_BEGIN),
  };
};

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);

/** One JSON object: every bracket outside of a string is closed, the outermost at the end. */
const createJsonForm = (): Form => {
  let depth = 0;
  let ends = 0;
  let isInString = false;
  let isEscaped = false;
  const followString = (byte: number): void => {
    if (isEscaped) isEscaped = false;
    else if (byte === BACKSLASH) isEscaped = true;
    else if (byte === QUOTE) isInString = false;
  };
  const follow = (byte: number): void => {
    if (byte === QUOTE) isInString = true;
    else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) {
      depth -= 1;
      if (depth <= 0) ends += 1;
    }
  };
  return {
    update: (chunk) => {
      for (const byte of chunk) {
        if (isInString) followString(byte);
        else follow(byte);
      }
    },
    isWhole: () => depth === 0 && ends === 1 && !isInString,
  };
};

const FORMS = { CSV: createCsvForm, JSON: createJsonForm } as const;
