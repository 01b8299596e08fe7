import { Option } from '@commander-js/extra-typings';
import type { Context, Launch } from '../../framework/context.ts';
import { usageError } from '../../framework/errors/cli-error.ts';
import type { ExitCode } from '../../framework/errors/exit-code.ts';
import { ExampleCommand } from '../../framework/options/example-command.ts';
import { parseSince, type Since } from '../../framework/options/since.ts';

/** Creates `deliveries replay`. */
export const createDeliveriesReplay = (launch: Launch) =>
  new ExampleCommand('replay')
    .description(
      'resends one event, all failed deliveries, or all events of a job, with the same ids and bytes',
    )
    .examples({
      'glacier-jobs deliveries replay evt_MB70fqf0XQpx --endpoint ep_5f0c': 'one event',
      'glacier-jobs deliveries replay --failed --endpoint ep_5f0c --since 2d':
        'after a receiver outage',
      'glacier-jobs deliveries replay --job krCLWk6m7N --vault photos':
        'for an endpoint registered after the job started',
    })
    .argument('[event]', 'event id, such as evt_MB70fqf0XQpx')
    .option('--endpoint <id>', 'send only to this endpoint')
    .addOption(
      new Option('--failed', 'every exhausted or dropped delivery of the endpoint')
        .default(false, '')
        .conflicts('job'),
    )
    .option(
      '--since <time>',
      'with --failed: changed since 24h, 7d, or a date (default: 30d)',
      parseSince,
    )
    .option('--job <id>', 'every event of this job; requires --vault; accepts an id prefix')
    .option('--vault <name>', 'the vault of the job')
    .option('--yes', 'skip the confirmation prompt', false)
    .action((event, options) => launch((context) => replay(context, { event, ...options })));

interface Options {
  readonly event?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly failed: boolean;
  readonly since?: Since | undefined;
  readonly job?: string | undefined;
  readonly vault?: string | undefined;
  readonly yes: boolean;
}

const replay = async (context: Context, options: Options): Promise<ExitCode> => {
  const { event, endpoint, failed, since, job, vault, yes } = options;
  const ways = [event !== undefined, failed, job !== undefined].filter(Boolean).length;
  if (ways !== 1) throw usageError('Specify exactly one of: an event id, --failed, --job.');
  if (since !== undefined && !failed) throw usageError('--since requires --failed.');
  if (vault !== undefined && job === undefined) throw usageError('--vault requires --job.');
  const { replayOne, replayAllFailed, replayAllOfJob } = await import('../replay-deliveries.ts');
  if (event !== undefined) return replayOne(context, event, endpoint);
  if (job !== undefined) {
    if (vault === undefined) throw usageError('--job requires --vault, a vault name or ARN.');
    return replayAllOfJob(context, { job, vault, endpoint, yes });
  }
  if (endpoint === undefined) throw usageError('--failed requires --endpoint, an endpoint id.');
  return replayAllFailed(context, { endpoint, since, yes });
};
