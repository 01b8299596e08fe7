import type { JobOutput } from './output.ts';
import { MEBIBYTE } from './tree-hash.ts';

/** Consecutive bytes of an output, both ends included. */
export interface OutputRange {
  /** Its place among the ranges of the output, from 0. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

const LEAST_BYTES = 64 * MEBIBYTE;

/** S3's limit for an upload; the limit of a part, 5 GiB, holds up to Glacier's 40,000 GiB. */
const MOST_RANGES = 10_000;

/**
 * Cuts an output into ranges of a power of two mebibytes: at least 64 MiB, and at most 10,000 of them.
 * An inventory stays whole: only all of it can be checked.
 *
 * So each range is tree-hash aligned, and is one part of an S3 upload.
 * @see https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations-range.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
export const planRanges = ({ sizeInBytes, format }: JobOutput): readonly OutputRange[] => {
  const bytes = format === undefined ? rangeBytes(sizeInBytes) : sizeInBytes;
  return Array.from({ length: Math.max(1, Math.ceil(sizeInBytes / bytes)) }, (_, index) => ({
    index,
    start: index * bytes,
    end: Math.min((index + 1) * bytes, sizeInBytes) - 1,
  }));
};

const rangeBytes = (sizeInBytes: number, bytes = LEAST_BYTES): number =>
  sizeInBytes <= bytes * MOST_RANGES ? bytes : rangeBytes(sizeInBytes, 2 * bytes);

/** The number of bytes of a range. */
export const lengthOf = ({ start, end }: OutputRange): number => end + 1 - start;
