import { Option } from '@commander-js/extra-typings';
import type { Context, Launch } from '../framework/context.ts';
import { usageError } from '../framework/errors/cli-error.ts';
import type { ExitCode } from '../framework/errors/exit-code.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { parseSince, type Since, wholeNumberWithin } from '../framework/options/option-values.ts';

/** The states by which a delivery can be found; the usual one has no index. */
const STATES = ['retrying', 'parked', 'exhausted', 'dropped'] as const;

/** Creates `deliveries list`. */
export const createDeliveriesList = (launch: Launch) =>
  new ExampleCommand('list')
    .description('lists undelivered events; "deliveries show" also shows delivered ones')
    .examples({
      'glacier-jobs deliveries list': 'all undelivered events',
      'glacier-jobs deliveries list --endpoint ep_5f0c --state exhausted --since 24h':
        'deliveries exhausted since yesterday',
    })
    .option('--endpoint <id>', 'only deliveries to this endpoint')
    .addOption(new Option('--state <state>', 'only deliveries in this state').choices(STATES))
    .option('--since <time>', 'changed since: 24h, 7d, or a date (default: 30d)', parseSince)
    .option('--limit <count>', 'maximum number to show', wholeNumberWithin(1, 100_000), 1000)
    .action(({ state, ...options }) =>
      launch(
        async (context) => {
          const { listDeliveries } = await import('./list-deliveries.ts');
          return listDeliveries(context, { ...options, state: state && [state] });
        },
        { endsUnread: true },
      ),
    );

/** Creates `deliveries show`. */
export const createDeliveriesShow = (launch: Launch) =>
  new ExampleCommand('show')
    .description('shows every delivery attempt of an event, by endpoint')
    .examples({ 'glacier-jobs deliveries show evt_MB70fqf0XQpx': 'the response of each endpoint' })
    .argument('<event>', 'event id, such as evt_MB70fqf0XQpx')
    .option('--endpoint <id>', 'only deliveries to this endpoint')
    .action((event, { endpoint }) =>
      launch(async (context) => {
        const { showDeliveries } = await import('./show-deliveries.ts');
        return showDeliveries(context, event, endpoint);
      }),
    );

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
  const { replayOne, replayAllFailed, replayAllOfJob } = await import('./replay-deliveries.ts');
  if (event !== undefined) return replayOne(context, event, endpoint);
  if (job !== undefined) {
    if (vault === undefined) throw usageError('--job requires --vault, a vault name or ARN.');
    return replayAllOfJob(context, { job, vault, endpoint, yes });
  }
  if (endpoint === undefined) throw usageError('--failed requires --endpoint, an endpoint id.');
  return replayAllFailed(context, { endpoint, since, yes });
};
