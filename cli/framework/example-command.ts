import { Command } from '@commander-js/extra-typings';
import { examples } from './examples.ts';

/** A command whose help ends with commands to copy. */
export class ExampleCommand extends Command {
  /** Adds the commands to copy, each with what it is for. */
  examples(lines: Readonly<Record<string, string>>): this {
    return this.addHelpText('after', examples(lines));
  }
}
