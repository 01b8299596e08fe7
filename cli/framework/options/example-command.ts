import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { INSTALLED_NAME } from '../command-name.ts';

const NAME = new RegExp(`\\b${INSTALLED_NAME} `);

/** Formats the examples section of a command's help; each names the command as it was typed. */
export const examples =
  (lines: Readonly<Record<string, string>>) =>
  ({ command }: { readonly command: CommandUnknownOpts }): string => {
    let root = command;
    while (root.parent !== null) root = root.parent;
    const shown = Object.entries(lines).map(
      ([line, purpose]) => `  # ${purpose}\n  ${line.replace(NAME, () => `${root.name()} `)}`,
    );
    return `\nExamples:\n${shown.join('\n')}`;
  };

/** A command whose help ends with examples. */
export class ExampleCommand extends Command {
  /** Adds examples, each with its purpose. */
  examples(lines: Readonly<Record<string, string>>): this {
    return this.addHelpText('after', examples(lines));
  }
}
