import type { Answer } from '../api/answer.ts';
import type { Operation } from '../api/api-call.ts';
import { invalidParameter } from '../api/refusals.ts';
import { readArchive } from './archive.ts';
import { findJob } from './find-job.ts';
import { writeInventory } from './inventory.ts';
import { type Job, statusCodeAt } from './job.ts';
import { type ArchiveRequest, parseByteRange } from './requests/job-request.ts';

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
  return cut(wholeOutput(job), call.range);
};

type WholeOutput = Pick<Answer, 'status'> & {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

const wholeOutput = ({ jobId, vaultArn, createdAt, request }: Job): WholeOutput => {
  switch (request.action) {
    case 'ArchiveRetrieval':
      return archiveOutput(request);
    case 'InventoryRetrieval': {
      const type = request.format === 'CSV' ? 'text/csv' : 'application/json';
      const body = writeInventory(request, vaultArn, createdAt);
      return { status: 200, headers: { 'content-type': type }, body };
    }
    case 'Select':
      // The guide: the output of a select job is written to its output location only.
      throw invalidParameter(`The job has no output to download: ${jobId}`);
  }
};

const archiveOutput = ({ archive, byteRange }: ArchiveRequest): WholeOutput => {
  const body = readArchive(archive).subarray(byteRange.start, byteRange.end + 1);
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      ...(body.length === archive.sizeInBytes && { 'x-amz-sha256-tree-hash': archive.treeHash }),
      ...(archive.description !== '' && { 'x-amz-archive-description': archive.description }),
    },
    body,
  };
};

/** Cuts a part out; without the whole there is no tree hash to compare it with. */
const cut = ({ status, headers, body }: WholeOutput, range: string | undefined): Answer => {
  if (range === undefined) {
    return { status, headers: { ...headers, 'accept-ranges': 'bytes' }, body };
  }
  const part = parseByteRange(range.replace(/^bytes=/, ''), body.length);
  if (part === undefined) throw invalidParameter(`Invalid range: ${range}`);
  const end = Math.min(part.end, body.length - 1);
  const { 'x-amz-sha256-tree-hash': _, ...rest } = headers;
  return {
    status: 206,
    headers: {
      ...rest,
      'accept-ranges': 'bytes',
      'content-range': `bytes ${part.start}-${end}/${body.length}`,
    },
    body: body.subarray(part.start, end + 1),
  };
};
