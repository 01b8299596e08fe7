import { Command } from '@commander-js/extra-typings';
import { examples } from './examples.ts';

/** A command whose help ends with examples. */
export class ExampleCommand extends Command {
  /** Adds examples, each with its purpose. */
  examples(lines: Readonly<Record<string, string>>): this {
    return this.addHelpText('after', examples(lines));
  }
}
