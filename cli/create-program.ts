import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { createComplete, createCompletion } from './completion/commands.ts';
import {
  createDeliveriesList,
  createDeliveriesReplay,
  createDeliveriesShow,
} from './deliveries/commands.ts';
import { createDoctor } from './doctor/command.ts';
import { createProbe } from './doctor/probe/command.ts';
import {
  createEndpointsDisable,
  createEndpointsEnable,
  createEndpointsList,
  createEndpointsRemove,
  createEndpointsRotate,
  createEndpointsShow,
  createEndpointsTest,
} from './endpoints/commands.ts';
import { createEndpointsAdd, createEndpointsUpdate } from './endpoints/edit-commands.ts';
import {
  createEventsListFailed,
  createEventsReplay,
  createFailuresDiscard,
  createFailuresRedrive,
  createNoticesList,
} from './failures/commands.ts';
import { createFetch } from './fetch/command.ts';
import { INSTALLED_NAME } from './framework/command-name.ts';
import type { Launch } from './framework/context.ts';
import { EXIT, exitCodesText } from './framework/errors/exit-code.ts';
import { formatError } from './framework/errors/explained.ts';
import { createLaunch } from './framework/launch.ts';
import { examples } from './framework/options/example-command.ts';
import {
  constructOption,
  debugOption,
  jsonOption,
  profileOption,
  regionOption,
  stackOption,
} from './framework/options/global-options.ts';
import { sandboxOption } from './framework/options/sandbox-option.ts';
import { VERSION } from './framework/version.ts';
import { createGroupCommands } from './groups/commands.ts';
import {
  createJobsCollect,
  createJobsList,
  createJobsShow,
  createJobsStats,
  createJobsTrack,
  createJobsWait,
  createJobsWatch,
} from './jobs/commands.ts';
import { createListen } from './listen/command.ts';
import { createStartArchive, createStartInventory } from './start/commands.ts';

/** Creates the command-line parser with all commands; runs nothing. */
export const createProgram = (isJson = false, name = INSTALLED_NAME) => {
  const program = new Command(name)
    .description(
      'Starts and tracks Amazon Glacier jobs, manages webhook endpoints and diagnoses the deployment.',
    )
    .version(VERSION, '--version')
    .addOption(stackOption)
    .addOption(constructOption)
    .addOption(regionOption)
    .addOption(profileOption)
    .addOption(sandboxOption)
    .addOption(jsonOption)
    .addOption(debugOption)
    .addHelpText('after', examples(EXAMPLES))
    .addHelpText('after', `\n${exitCodesText}`);
  const launch = createLaunch(name, () => program.opts());
  for (const command of createCommands(launch)) program.addCommand(command);
  program.addCommand(createComplete(launch, program), { hidden: true });
  setUp(program, isJson);
  return program;
};

const EXAMPLES = {
  'glacier-jobs jobs list': 'list jobs with their status, age and hours left to fetch the output',
  'glacier-jobs start archive photos <archive id>': 'start a retrieval and track it',
  'glacier-jobs --sandbox jobs watch': 'watch jobs in the sandbox started by "npm start"',
};

/** A command added with `addCommand` inherits no settings. */
const setUp = (command: CommandUnknownOpts, isJson: boolean): void => {
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(formatUsageError(text, isJson)) })
    .showHelpAfterError(isJson ? false : 'Run with --help for usage.');
  for (const child of command.commands) setUp(child, isJson);
};

const formatUsageError = (text: string, isJson: boolean): string => {
  const message = text.replace(/^error: /, '').trim();
  return isJson ? `${formatError({ message, exitCode: EXIT.usage }, true)}\n` : text;
};

/** Lists the commands, and those of each group, in the order of the help. */
const createCommands = (launch: Launch): readonly CommandUnknownOpts[] => [
  createGroup('start', 'starts jobs and tracks them from the start', [
    createStartArchive(launch),
    createStartInventory(launch),
  ]),
  createGroup('jobs', 'lists, shows, waits for, tracks and collects jobs', [
    createJobsList(launch),
    createJobsShow(launch),
    createJobsTrack(launch),
    createJobsWatch(launch),
    createJobsWait(launch),
    createJobsCollect(launch),
    createJobsStats(launch),
  ]),
  createGroup('groups', 'waits for and reports groups of jobs', createGroupCommands(launch)),
  createGroup('endpoints', 'manages webhook endpoints', [
    createEndpointsAdd(launch),
    createEndpointsList(launch),
    createEndpointsShow(launch),
    createEndpointsUpdate(launch),
    createEndpointsTest(launch),
    createEndpointsRotate(launch),
    createEndpointsEnable(launch),
    createEndpointsDisable(launch),
    createEndpointsRemove(launch),
  ]),
  createGroup('deliveries', 'shows and replays deliveries to endpoints', [
    createDeliveriesList(launch),
    createDeliveriesShow(launch),
    createDeliveriesReplay(launch),
    createFailuresRedrive(launch, 'deliveries'),
    createFailuresDiscard(launch, 'deliveries'),
  ]),
  createGroup('events', 'replays events', [
    createEventsReplay(launch),
    createEventsListFailed(launch),
    createFailuresRedrive(launch, 'events'),
    createFailuresDiscard(launch, 'events'),
  ]),
  createGroup('notices', 'manages notices that could not be recorded', [
    createNoticesList(launch),
    createFailuresRedrive(launch, 'notices'),
    createFailuresDiscard(launch, 'notices'),
  ]),
  createFetch(launch),
  createListen(launch),
  createDoctor(launch),
  createProbe(launch),
  createCompletion(launch),
];

/** Creates a command that only holds others, such as `jobs`. */
const createGroup = (
  name: string,
  description: string,
  commands: readonly CommandUnknownOpts[],
): CommandUnknownOpts => {
  const group = new Command(name).description(description);
  for (const command of commands) group.addCommand(command);
  return group;
};
