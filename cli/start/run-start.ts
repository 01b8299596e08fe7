import type { JobRequest } from '../../operations/jobs/initiation.ts';
import { commandScope } from '../deployment/command-scope.ts';
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import type { Output } from '../framework/output/output.ts';
import { createProgressLine } from '../framework/output/progress-line.ts';
import { createGroupPorts } from '../groups/group-ports.ts';
import { fetchCommand } from '../jobs/fetch-command.ts';
import { findRunning } from './batch/find-running.ts';
import { startMany } from './batch/start-many.ts';
import { nameOf } from './batch/start-one.ts';
import { expectStarted } from './group/expect-started.ts';
import type { Journal } from './journal/journal.ts';
import { describeReport, type StartedJob, type StartReport } from './report/start-report.ts';
import { createStartPorts } from './start-ports.ts';

/** A start as the command line asks for it. */
export interface StartJobs {
  readonly service: Service;
  readonly requests: readonly JobRequest[];
  readonly journal: Journal;
  /** The journal's file, when there is one. */
  readonly journalPath?: string | undefined;
  readonly ratePerSecond: number;
  /** As the user named it. */
  readonly vault: string;
  /** Whether jobs are started although older ones can be fetched. */
  readonly again?: boolean | undefined;
  /** The group that the descriptions of the requests name. */
  readonly group?: string | undefined;
  /** Where the printed command fetches to. */
  readonly outputFile?: string | undefined;
}

/** Starts jobs, reports each one and prints a summary. */
export const runStart = async (
  { output, signal }: Pick<Context, 'output' | 'signal'>,
  start: StartJobs,
): Promise<ExitCode> => {
  try {
    const running = start.again ? [] : await findRunning(start, output);
    const found = new Set(running.map(({ archiveId }) => archiveId));
    const requests = start.requests.filter((request) => !found.has(nameOf(request)));
    const expect = expectMembers(start, output);
    await expect(requests.map(nameOf));
    const started = await startThem({ ...start, requests }, { output, signal });
    const report = { ...started, unstarted: [...running, ...started.unstarted] };
    noteReport(report, start, output);
    if (output.isJson) printReport(report, start, output);
    if (report.fault !== undefined) throw report.fault;
    // What is left is started by the next run of the same command.
    if (report.left === 0) await expect([]);
    return isWhole(report) ? EXIT.ok : EXIT.failure;
  } finally {
    start.journal.close();
  }
};

const expectMembers =
  ({ group, journal, journalPath, service }: StartJobs, output: Output) =>
  async (archiveIds: readonly string[]): Promise<void> => {
    // Only a list says how many members a group will have.
    if (group === undefined || journalPath === undefined) return;
    const { deps } = createGroupPorts(service, output);
    await expectStarted({ group, deps, journal }, archiveIds);
  };

const startThem = async (
  start: StartJobs,
  { output, signal }: Pick<Context, 'output' | 'signal'>,
): Promise<StartReport> => {
  const { service, requests } = start;
  const progress = createProgressLine(output);
  let done = 0;
  const isProgressAlone = output.canDraw && output.isTerminal && requests.length > 1;
  try {
    return await startMany({
      ...start,
      signal,
      ports: createStartPorts(service, output),
      onStarted: (job) => {
        if (!(output.isJson || isProgressAlone)) printStarted(job, requests.length, output);
      },
      onDone: (count) => {
        done += count;
        if (requests.length > 1) progress.show(`${done} of ${requests.length}`);
      },
    });
  } finally {
    progress.clear();
  }
};

/** Prints the id of a single job alone, for scripts; if standard output fails, the id goes to standard error. */
const printStarted = ({ archiveId, jobId }: StartedJob, count: number, output: Output): void => {
  const line = count === 1 ? jobId : `${archiveId} ${jobId}`;
  try {
    output.print(line);
  } catch (error) {
    output.note(line);
    throw error;
  }
};

const printReport = (report: StartReport, { journalPath }: StartJobs, output: Output): void => {
  const { fault: _, ...shown } = report;
  try {
    output.json({ ...shown, journal: journalPath });
  } catch (error) {
    for (const { archiveId, jobId } of report.started) output.note(`${archiveId} ${jobId}`);
    throw error;
  }
};

const isWhole = ({ started, unstarted, left }: StartReport): boolean =>
  left === 0 && unstarted.length === 0 && started.every((job) => job.untracked === undefined);

const noteReport = (report: StartReport, start: StartJobs, output: Output): void => {
  const { vault, journalPath, requests, service, outputFile } = start;
  const scope = commandScope(service);
  const lines = describeReport(report, { vault, journal: journalPath, scope });
  if (requests.length > 1 || !isWhole(report)) for (const line of lines) output.note(line);
  const [job] = report.started;
  const [request] = requests;
  if (job === undefined || request === undefined || output.isJson) return;
  output.note(
    requests.length === 1
      ? 'After the job succeeds, fetch its output and mark it as collected:'
      : 'After a job succeeds, fetch its output and mark it as collected. For the first job:',
  );
  const key = { vaultArn: request.vaultArn, jobId: job.jobId };
  output.note(`  ${fetchCommand(key, scope, outputFile)}`);
};
