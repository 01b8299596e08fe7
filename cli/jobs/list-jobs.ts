import * as z from 'zod/mini';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import type { Status } from '../../lambdas/core/job/status.ts';
import type { StartKey } from '../../lambdas/core/job/store.ts';
import {
  type ListedJob,
  type ListFilter,
  placeOf,
  readJobList,
} from '../../operations/jobs/list.ts';
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import { usageError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import type { Since } from '../framework/options/option-values.ts';
import { createJsonList } from '../framework/output/json-list.ts';
import type { Output } from '../framework/output/output.ts';
import { createTable } from '../framework/output/table.ts';
import { createJobPorts, type JobPorts } from './job-ports.ts';
import { toVaultFilter } from './vault-filter.ts';
import { JOB_COLUMNS, toJobJson, toJobRow } from './view/job-row.ts';

const Place = z.strictObject({
  statusKey: z.string(),
  statusSince: z.string(),
  vaultArn: z.string(),
  jobId: z.string(),
});

/** Encodes a position in a list as a token for `--after`. */
export const toListToken = (place: StartKey): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * Decodes a token of {@link toListToken}.
 *
 * @throws CliError for any other text.
 */
export const readListToken = (token: string): StartKey => {
  try {
    return Place.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch (cause) {
    throw usageError('--after is invalid: copy the whole token that an earlier list printed.', {
      cause,
    });
  }
};

/** The options of `jobs list`. */
export interface ListRequest {
  readonly status?: readonly Status[] | undefined;
  readonly vault?: string | undefined;
  readonly group?: string | undefined;
  readonly tier?: string | undefined;
  readonly since?: Since | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

/** The default limit on a terminal. */
const TERMINAL_LIMIT = 50;

/** Lists jobs as they are read and prints how to continue a truncated list. */
export const listJobs = async (
  { output, connect }: Context,
  request: ListRequest,
): Promise<ExitCode> => {
  const after = request.after === undefined ? undefined : readListToken(request.after);
  const service = await connect();
  const ports = createJobPorts(service, output);
  const readList = ports.readListOf(request.group);
  const limit = request.limit ?? (output.isTerminal ? TERMINAL_LIMIT : Number.POSITIVE_INFINITY);
  const printer = output.isJson
    ? printJson(output, service, ports)
    : printRows(output, service, request);
  const filter = toFilter(request, service, output);
  let shown = 0;
  let last: ListedJob | undefined;
  let isCut = false;
  for await (const page of readJobList(readList, filter, after)) {
    const jobs = page.slice(0, limit - shown);
    await printer.add(jobs);
    shown += jobs.length;
    last = jobs.at(-1) ?? last;
    isCut = jobs.length < page.length;
    if (isCut) break;
  }
  printer.end(isCut && last !== undefined ? toListToken(placeOf(last)) : undefined, shown);
  return EXIT.ok;
};

const toFilter = (request: ListRequest, service: Service, output: Output): ListFilter => ({
  statuses: request.status,
  tier: request.tier,
  vaultArn: toVaultFilter(request.vault, service, output),
  since: request.since?.(service.clock.now()),
});

interface Printer {
  add(jobs: readonly ListedJob[]): void | Promise<void>;
  end(next: string | undefined, shown: number): void;
}

const printRows = (
  output: Output,
  { clock, settings }: Service,
  { limit }: ListRequest,
): Printer => {
  const table = createTable(output, JOB_COLUMNS);
  const basis = { now: clock.now(), settings };
  return {
    add: (jobs) => table.add(jobs.map((job) => toJobRow(job, basis, output))),
    end: (next, shown) => {
      if (shown === 0) output.note('No matching jobs.');
      if (next === undefined) return;
      // A token fills five lines of a terminal: only a list that is read in pages shows it.
      if (limit === undefined)
        output.note(`The first ${shown} jobs. To list more, specify --limit.`);
      else output.note(`${shown} jobs. For more, add:\n--after ${next}`);
    },
  };
};

const idOf = ({ vaultArn, jobId }: JobKey): string => `${vaultArn} ${jobId}`;

const printJson = (
  output: Output,
  { clock, settings }: Service,
  { readRows }: JobPorts,
): Printer => {
  const list = createJsonList(output, 'jobs');
  const basis = { now: clock.now(), settings };
  return {
    add: async (jobs) => {
      const rows = new Map((await readRows(jobs)).map((row) => [idOf(row), row]));
      list.add(
        jobs.map((job) => {
          const { archiveId, archiveSizeInBytes, sha256TreeHash } = rows.get(idOf(job)) ?? {};
          return { ...toJobJson(job, basis), archiveId, archiveSizeInBytes, sha256TreeHash };
        }),
      );
    },
    end: (next) => list.end({ next: next ?? null }),
  };
};
