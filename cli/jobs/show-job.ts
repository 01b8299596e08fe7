import type { Job } from '../../lambdas/core/job/job.ts';
import { commandScope } from '../deployment/command-scope.ts';
import type { Service } from '../deployment/service.ts';
import type { Context } from '../framework/context.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import { EXIT, type ExitCode } from '../framework/errors/exit-code.ts';
import type { Output } from '../framework/output/output.ts';
import { fetchCommand } from './fetch-command.ts';
import { findJob } from './find-job.ts';
import { createJobPorts } from './job-ports.ts';
import { describeDetails } from './view/job-details-lines.ts';
import { toJobJson } from './view/job-row.ts';
import { describeTimeline, readTimeline, type TimelineStep } from './view/job-timeline.ts';

/** Shows one job in full. */
export const showJob = async (
  { output, connect }: Context,
  target: { readonly vault: string; readonly job: string },
): Promise<ExitCode> => {
  const service = await connect();
  const ports = createJobPorts(service, output);
  const job = await ports.store.read(await findJob(target, service, ports));
  if (job === undefined) throw new CliError('The retention period of the job has just ended.');
  const timeline = await readTimeline(job, ports.deliveriesOf);
  const commands = canFetch(job) ? [fetchCommand(job, commandScope(service))] : [];
  if (output.isJson) output.json(toJson({ job, timeline, commands }, service));
  else printJob({ job, timeline, commands }, service, output);
  return EXIT.ok;
};

interface Shown {
  readonly job: Job;
  readonly timeline: readonly TimelineStep[];
  readonly commands: readonly string[];
}

const canFetch = ({ status }: Job): boolean => status === 'Succeeded' || status === 'Expiring';

const toJson = ({ job, timeline, commands }: Shown, { clock, settings }: Service) => ({
  job: { ...toJobJson(job, { now: clock.now(), settings }), transitions: undefined },
  timeline,
  fetch: commands,
});

const printJob = ({ job, timeline, commands }: Shown, service: Service, output: Output): void => {
  for (const line of describeDetails(job, service, output)) output.print(line);
  output.print('');
  for (const line of describeTimeline(timeline, output)) output.print(line);
  if (commands.length === 0) return;
  output.print('\nFetch the output, then mark the job as collected:');
  for (const command of commands) output.print(`  ${command}`);
};
