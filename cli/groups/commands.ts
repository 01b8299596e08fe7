import { Argument, Option } from '@commander-js/extra-typings';
import { GROUP_STATES } from '../../lambdas/core/group/state.ts';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { parseGroup } from '../framework/options/group-option.ts';
import { parseSpan, wholeNumberWithin } from '../framework/options/option-values.ts';

const groupArgument = new Argument('<group>', 'name of the group').argParser(parseGroup);
const everyOption = new Option('--every <span>', 'polling interval (default: 15s)').argParser(
  parseSpan,
);

const createList = (launch: Launch) =>
  new ExampleCommand('list')
    .description('lists groups with their last counts')
    .examples({ 'glacier-jobs groups list --state open': 'groups that are waited for' })
    .addOption(new Option('--state <state>', 'only groups in this state').choices(GROUP_STATES))
    .action((options) =>
      launch(async (context) => (await import('./list-groups.ts')).listGroups(context, options), {
        endsUnread: true,
      }),
    );

const createShow = (launch: Launch) =>
  new ExampleCommand('show')
    .description('counts the members of a group and shows its history')
    .examples({ 'glacier-jobs groups show wave-1': 'also finds when the first output expires' })
    .addArgument(groupArgument)
    .action((group) =>
      launch(async (context) => (await import('./show-group.ts')).showGroup(context, group)),
    );

const createWatch = (launch: Launch) =>
  new ExampleCommand('watch')
    .description('shows live progress of a group; without a terminal, prints one line per change')
    .examples({
      'glacier-jobs groups watch wave-1': 'until Ctrl-C',
      'glacier-jobs groups watch wave-1 --until-done | tee wave-1.log': 'one line per change',
    })
    .addArgument(groupArgument)
    .option('--until-done', 'exit when the group is completed')
    .addOption(everyOption)
    .action((group, options) =>
      launch(
        async (context) => {
          const { watchGroup } = await import('./watch/watch-group.ts');
          return watchGroup(context, { group, ...options });
        },
        { tidiesUp: true },
      ),
    );

const createWait = (launch: Launch) =>
  new ExampleCommand('wait')
    .description('waits until a group is completed and reports the result in the exit code')
    .examples({
      'glacier-jobs groups wait wave-1 --timeout 48h && ./fetch-all.sh':
        'exit code 0: all succeeded; 4: some failed; 5: some expired; 6: timed out',
    })
    .addArgument(groupArgument)
    .option('--timeout <span>', 'maximum time to wait: 30m, 6h (default: no limit)', parseSpan)
    .addOption(everyOption)
    .action((group, options) =>
      launch(async (context) => {
        const { waitForGroup } = await import('./wait-for-group.ts');
        return waitForGroup(context, { group, ...options });
      }),
    );

const createExpect = (launch: Launch) =>
  new ExampleCommand('expect')
    .description('sets how many jobs a group will have; opens the group if there is none')
    .examples({ 'glacier-jobs groups expect wave-1 40000': 'completed when 40,000 have ended' })
    .addArgument(groupArgument)
    .argument('<number>', 'number of jobs', wholeNumberWithin(0, 100_000_000))
    .action((group, number) =>
      launch(async (context) => {
        const { expectMembers } = await import('./change-group.ts');
        return expectMembers(context, group, number);
      }),
    );

const createClose = (launch: Launch) =>
  new ExampleCommand('close')
    .description('completes a group although members are missing or pending')
    .examples({ 'glacier-jobs groups close wave-1': 'its pending jobs are recorded as before' })
    .addArgument(groupArgument)
    .action((group) =>
      launch(async (context) => (await import('./change-group.ts')).closeGroup(context, group)),
    );

const createReport = (launch: Launch) =>
  new ExampleCommand('report')
    .description('writes a report of a group as one HTML page, for a browser or a printer')
    .examples({
      'glacier-jobs groups report wave-1 --html wave-1.html': 'a page without external resources',
      'glacier-jobs --json groups report wave-1': 'its figures',
    })
    .addArgument(groupArgument)
    .option('--html <file>', 'file of the page; required without --json')
    .action((group, options) =>
      launch(async (context) => {
        const { reportGroup } = await import('./report/report-group.ts');
        return reportGroup(context, group, options);
      }),
    );

/** Creates the commands about groups, in the order of the help. */
export const createGroupCommands = (launch: Launch) => [
  createList(launch),
  createShow(launch),
  createWatch(launch),
  createWait(launch),
  createExpect(launch),
  createClose(launch),
  createReport(launch),
];
