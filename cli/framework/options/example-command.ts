import { Command } from '@commander-js/extra-typings';
import { INSTALLED_NAME } from '../command-name.ts';

const NAME = new RegExp(`\\b${INSTALLED_NAME} `);

/** Formats the examples section of a command's help; each names the command as it was typed. */
export const examples =
  (lines: Readonly<Record<string, string>>) =>
  ({ command }: { readonly command: Named }): string => {
    const name = rootOf(command).name();
    const shown = Object.entries(lines).map(
      ([line, purpose]) => `  # ${purpose}\n  ${line.replace(NAME, `${name} `)}`,
    );
    return `\nExamples:\n${shown.join('\n')}`;
  };

/** A command, whatever its options. */
interface Named {
  readonly parent: Named | null;
  name(): string;
}

const rootOf = (command: Named): Named =>
  command.parent === null ? command : rootOf(command.parent);

/** A command whose help ends with examples. */
export class ExampleCommand extends Command {
  /** Adds examples, each with its purpose. */
  examples(lines: Readonly<Record<string, string>>): this {
    return this.addHelpText('after', examples(lines));
  }
}
