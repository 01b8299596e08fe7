import tab from '@bomb.sh/tab/commander';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command as PlainCommand } from 'commander';
import { createCommands } from './commands/create-commands.ts';
import { createLaunch } from './framework/create-launch.ts';
import { examples } from './framework/examples.ts';
import { EXIT, exitCodesText } from './framework/exit-code.ts';
import { formatError } from './framework/explained.ts';
import {
  constructOption,
  debugOption,
  jsonOption,
  profileOption,
  regionOption,
  stackOption,
} from './framework/global-options.ts';
import { sandboxOption } from './framework/sandbox-option.ts';
import { VERSION } from './version.ts';

/** Creates the command line with everything that it understands; runs nothing. */
export const createProgram = (isJson = false) => {
  const program = new Command('glacier-jobs')
    .description('Shows, starts, explains and repairs what becomes of Amazon Glacier jobs.')
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
  const launch = createLaunch(() => program.opts());
  for (const command of createCommands(launch)) program.addCommand(command);
  addCompletion(program);
  setUp(program, isJson);
  return program;
};

/** The typings of extra options hide that it is the plain library's command. */
const addCompletion = (program: object): void => {
  if (!(program instanceof PlainCommand)) return;
  tab(program, { completionCommandName: 'completion' });
  program.commands
    .find((command) => command.name() === 'completion')
    ?.description('prints a script that lets a shell complete this command')
    .addHelpText('after', examples(COMPLETION_EXAMPLES));
};

const COMPLETION_EXAMPLES = {
  'source <(glacier-jobs completion bash)': 'for bash; put it into ~/.bashrc',
  'source <(glacier-jobs completion zsh)': 'for zsh; put it into ~/.zshrc',
  'glacier-jobs completion fish > ~/.config/fish/completions/glacier-jobs.fish': 'for fish',
};

const EXAMPLES = {
  'glacier-jobs jobs list':
    'every job: its status, its age, and the hours left to fetch its output',
  'glacier-jobs start archive photos <archive id>':
    'start a retrieval that is followed from the start',
  'glacier-jobs --sandbox jobs watch': 'try it on the sandbox that "npm start" runs',
};

/** A command that is added whole inherits nothing. */
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
