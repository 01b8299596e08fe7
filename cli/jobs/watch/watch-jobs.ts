import type { ListedJob, ReadJobList } from '../../../operations/jobs/list.ts';
import type { Service } from '../../deployment/service.ts';
import type { Context } from '../../framework/context.ts';
import { EXIT, type ExitCode } from '../../framework/errors/exit-code.ts';
import type { Output } from '../../framework/output/output.ts';
import { pause } from '../../framework/pause.ts';
import { retryTransient } from '../../framework/retry-transient.ts';
import { createJobPorts, type JobPorts } from '../job-ports.ts';
import { toVaultFilter } from '../vault-filter.ts';
import { nameOfVault, toJobJson } from '../view/job-row.ts';
import { compareJobs, MAX_WATCHED, readPending } from './pending-jobs.ts';
import { createBarView } from './watch-bars.ts';
import type { WatchRound, WatchView } from './watch-round.ts';

/** The options of `jobs watch`. */
export interface WatchRequest {
  readonly vault?: string | undefined;
  readonly group?: string | undefined;
  /** Exit when no job is pending, instead of waiting for the next one. */
  readonly untilDone?: boolean | undefined;
  /** The polling interval, in milliseconds. */
  readonly every: number;
}

/** Shows the pending jobs until Ctrl-C. */
export const watchJobs = async (context: Context, request: WatchRequest): Promise<ExitCode> => {
  const { output, signal, connect } = context;
  const service = await connect();
  const ports = createJobPorts(service, output);
  const readList = ports.readListOf(request.group);
  const vaultArn = toVaultFilter(request.vault, service, output);
  const view = createWatchView(output);
  let before: readonly ListedJob[] = [];
  let isCutReported = false;
  while (!signal.aborted) {
    const round = await retryTransient(
      () => read(before, { vaultArn, service, readList, known: ports.known }),
      context,
    );
    if (round.isCut && !isCutReported) output.note(CUT);
    isCutReported ||= round.isCut;
    view.show(round);
    before = round.pending;
    if (request.untilDone && round.pending.length === 0) break;
    await pause(request.every, signal);
  }
  return EXIT.ok;
};

const CUT = `More than ${MAX_WATCHED} jobs are pending; only the first ${MAX_WATCHED} are shown. Filter them with --vault or --group.`;

interface Looking extends Pick<JobPorts, 'known'> {
  readonly vaultArn: string | undefined;
  readonly service: Service;
  readonly readList: ReadJobList;
}

const read = async (
  before: readonly ListedJob[],
  { vaultArn, service, readList, known }: Looking,
): Promise<WatchRound> => {
  const { clock, settings } = service;
  await clock.sync();
  const { jobs, isCut } = await readPending(readList, vaultArn);
  return {
    ...(await compareJobs(before, jobs, known)),
    isCut,
    basis: { now: clock.now(), settings },
  };
};

/** Draws bars on a terminal; otherwise prints one line, or one JSON document, per change. */
const createWatchView = (output: Output): WatchView => {
  if (output.isJson) return createJsonView(output);
  return output.isTerminal && output.canDraw ? createBarView(output) : createLineView(output);
};

const createLineView = (output: Output): WatchView => ({
  show: ({ appeared, ended, basis: { now } }) => {
    for (const { vaultArn, jobId, status } of [...appeared, ...ended]) {
      output.print(`${now} ${nameOfVault(vaultArn)} ${jobId} ${status}`);
    }
  },
});

const createJsonView = (output: Output): WatchView => ({
  show: ({ appeared, ended, basis }) => {
    for (const job of appeared) output.print(JSON.stringify(toJobJson(job, basis)));
    for (const { vaultArn, jobId, status } of ended) {
      output.print(JSON.stringify({ vaultArn, jobId, status }));
    }
  },
});
