import { Readable } from 'node:stream';
import type { Answer } from '../api/answer.ts';
import type { Operation } from '../api/api-call.ts';
import { invalidParameter } from '../api/refusals.ts';
import { spoilOutput } from '../faults/output-faults.ts';
import { readArchive, treeHashOf } from './archive.ts';
import { type ByteRange, parseByteRange } from './byte-range.ts';
import { findJob } from './find-job.ts';
import { writeInventory } from './inventory.ts';
import { type Job, statusCodeAt } from './job.ts';
import type { ArchiveRequest } from './requests/job-request.ts';

/**
 * Hands out the output of a job that has succeeded, whole or in part.
 *
 * {@link https://docs.aws.amazon.com/amazonglacier/latest/dev/api-job-output-get.html}
 */
export const getJobOutput: Operation = (state, call) => {
  const job = findJob(state, call);
  if (statusCodeAt(job, state.clock.now()) !== 'Succeeded') {
    // Observed for a job in progress (MoriTanosuke/glacieruploader #61), assumed for a failed one.
    throw invalidParameter(`The job is not currently available for download: ${job.jobId}`);
  }
  const output = openOutput(job);
  const { start, end } = readPart(output, call.range);
  const part = { chunks: output.read({ start, end }), length: end + 1 - start };
  const spoiled = spoilOutput(part, state.faults.current(job.vaultName), state.drawCallFaults);
  return {
    status: call.range === undefined ? 200 : 206,
    headers: {
      ...output.headersOf({ start, end }),
      'accept-ranges': 'bytes',
      'content-length': String(spoiled.length),
      ...(call.range !== undefined && {
        'content-range': `bytes ${start}-${end}/${output.sizeInBytes}`,
      }),
    },
    body: Readable.from(spoiled.chunks),
  } satisfies Answer;
};

/** An output, of which any part can be read without holding the rest. */
interface Output {
  readonly sizeInBytes: number;
  headersOf(range: ByteRange): Readonly<Record<string, string>>;
  read(range: ByteRange): Iterable<Buffer>;
}

const openOutput = ({ jobId, vaultArn, createdAt, request }: Job): Output => {
  switch (request.action) {
    case 'ArchiveRetrieval':
      return openArchive(request);
    case 'InventoryRetrieval': {
      const type = request.format === 'CSV' ? 'text/csv' : 'application/json';
      const body = writeInventory(request, vaultArn, createdAt);
      return {
        sizeInBytes: body.length,
        headersOf: () => ({ 'content-type': type }),
        read: ({ start, end }) => [body.subarray(start, end + 1)],
      };
    }
    case 'Select':
      // The guide: the output of a select job is written to its output location only.
      throw invalidParameter(`The job has no output to download: ${jobId}`);
  }
};

/** The guide: a part of the output has a hash if it is tree-hash aligned in the archive. */
const openArchive = ({ archive, byteRange }: ArchiveRequest): Output => {
  const inArchive = ({ start, end }: ByteRange) => ({
    start: byteRange.start + start,
    end: byteRange.start + end,
  });
  return {
    sizeInBytes: byteRange.end + 1 - byteRange.start,
    headersOf: (range) => {
      const treeHash = treeHashOf(archive, inArchive(range));
      return {
        'content-type': 'application/octet-stream',
        ...(treeHash !== undefined && { 'x-amz-sha256-tree-hash': treeHash }),
        ...(archive.description !== '' && { 'x-amz-archive-description': archive.description }),
      };
    },
    read: (range) => readArchive(archive, inArchive(range)),
  };
};

const readPart = ({ sizeInBytes }: Output, range: string | undefined): ByteRange => {
  if (range === undefined) return { start: 0, end: sizeInBytes - 1 };
  const part = parseByteRange(range.replace(/^bytes=/, ''), sizeInBytes);
  if (part === undefined) throw invalidParameter(`Invalid range: ${range}`);
  return { start: part.start, end: Math.min(part.end, sizeInBytes - 1) };
};
