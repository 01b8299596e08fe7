import tab from '@bomb.sh/tab/commander';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command as PlainCommand } from 'commander';
import { createCommands } from './create-commands.ts';
import { EXIT, exitCodesText } from './framework/errors/exit-code.ts';
import { formatError } from './framework/errors/explained.ts';
import { createLaunch } from './framework/launch.ts';
import { examples } from './framework/options/examples.ts';
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

/** Creates the command-line parser with all commands; runs nothing. */
export const createProgram = (isJson = false) => {
  const program = new Command('glacier-jobs')
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
    ?.description('prints a shell completion script')
    .addHelpText('after', examples(COMPLETION_EXAMPLES));
};

const COMPLETION_EXAMPLES = {
  'source <(glacier-jobs completion bash)': 'bash: add it to ~/.bashrc',
  'source <(glacier-jobs completion zsh)': 'zsh: add it to ~/.zshrc',
  'glacier-jobs completion fish > ~/.config/fish/completions/glacier-jobs.fish': 'fish',
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
