import { Option } from '@commander-js/extra-typings';
import { usageError } from '../framework/cli-error.ts';
import type { Context, Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/example-command.ts';
import type { ExitCode } from '../framework/exit-code.ts';
import { parseSince, type Since } from '../framework/since.ts';

/** Creates `deliveries replay`. */
export const createDeliveriesReplay = (launch: Launch) =>
  new ExampleCommand('replay')
    .description('sends again, with the same ids and bytes: one event, what failed, or a whole job')
    .examples({
      'glacier-jobs deliveries replay evt_MB70fqf0XQpx --endpoint ep_5f0c': 'one event',
      'glacier-jobs deliveries replay --failed --endpoint ep_5f0c --since 2d':
        'after an outage of the receiver',
      'glacier-jobs deliveries replay --job krCLWk6m7N --vault photos':
        'for an endpoint that was registered too late',
    })
    .argument('[event]', 'id of one event, evt_...')
    .option('--endpoint <id>', 'only to this endpoint')
    .addOption(
      new Option('--failed', 'all that the endpoint failed to get, exhausted or dropped')
        .default(false, '')
        .conflicts('job'),
    )
    .option(
      '--since <time>',
      'with --failed: since then, 24h, 7d, or a date (default: 30d)',
      parseSince,
    )
    .option('--job <id>', 'every event of this job, with --vault; the id may be shortened')
    .option('--vault <name>', 'the vault of the job')
    .option('--yes', 'without a question, however many', false)
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
  if (ways !== 1)
    throw usageError('Say what to send: an event, or --failed, or --job; one of them.');
  if (since !== undefined && !failed) throw usageError('--since goes with --failed only.');
  if (vault !== undefined && job === undefined) throw usageError('--vault goes with --job only.');
  const { replayOne, replayAllFailed, replayAllOfJob } = await import(
    '../deliveries/replay-deliveries.ts'
  );
  if (event !== undefined) return replayOne(context, event, endpoint);
  if (job !== undefined) {
    if (vault === undefined) throw usageError('--job needs --vault, the name or ARN of its vault.');
    return replayAllOfJob(context, { job, vault, endpoint, yes });
  }
  if (endpoint === undefined) throw usageError('--failed needs --endpoint, the id of an endpoint.');
  return replayAllFailed(context, { endpoint, since, yes });
};
