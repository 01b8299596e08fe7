import { Command } from '@commander-js/extra-typings';

/** Formats the examples section of a command's help. */
export const examples = (lines: Readonly<Record<string, string>>): string => {
  const shown = Object.entries(lines).map(([command, purpose]) => `  # ${purpose}\n  ${command}`);
  return `\nExamples:\n${shown.join('\n')}`;
};

/** A command whose help ends with examples. */
export class ExampleCommand extends Command {
  /** Adds examples, each with its purpose. */
  examples(lines: Readonly<Record<string, string>>): this {
    return this.addHelpText('after', examples(lines));
  }
}
