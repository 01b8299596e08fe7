import { Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Launch } from '../framework/context.ts';
import { ExampleCommand } from '../framework/options/example-command.ts';
import { attachSandboxPort } from '../framework/options/sandbox-option.ts';
import { COMPLETION_SCRIPTS } from './scripts.ts';

/** Creates `completion`. */
export const createCompletion = (launch: Launch) =>
  new ExampleCommand('completion')
    .description('prints a shell completion script')
    .examples({
      'source <(glacier-jobs completion bash)': 'bash: add it to ~/.bashrc',
      'source <(glacier-jobs completion zsh)': 'zsh: add it to ~/.zshrc',
      'glacier-jobs completion fish > ~/.config/fish/completions/glacier-jobs.fish': 'fish',
    })
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .action((shell) => launch(async ({ output }) => void output.print(COMPLETION_SCRIPTS[shell])));

/** Creates the hidden command that the scripts run on the words after `glacier-jobs`. */
export const createComplete = (launch: Launch, program: CommandUnknownOpts) =>
  new Command('complete').argument('[words...]').action((words) => {
    const complete = attachSandboxPort(words.slice(0, -1));
    // The global options among them decide which deployment is asked.
    program.parseOptions([...complete]);
    return launch(async (context) => {
      const { printCandidates } = await import('./print-candidates.ts');
      return printCandidates(context, program, [...complete, words.at(-1) ?? '']);
    });
  });
