import type { Command } from '@commander-js/extra-typings';
import { ExampleCommand } from './example-command.ts';

/** A word that is an option; Glacier ids also contain capitals, digits and underscores. */
const OPTION = /^(?:-h|--[a-z]+(?:-[a-z]+)*(?:=.*)?)$/;

/** A command that takes Glacier ids: a word that starts with `-` and is not an option is an id. */
export class IdCommand extends ExampleCommand {
  override parseOptions(words: string[]): ReturnType<Command['parseOptions']> {
    const { operands, unknown } = super.parseOptions(words);
    const end = unknown.indexOf('--');
    const before = end < 0 ? unknown : unknown.slice(0, end);
    const wrong = before.filter((word) => OPTION.test(word));
    if (wrong.length > 0) return { operands, unknown: wrong };
    return { operands: [...operands, ...before, ...unknown.slice(before.length + 1)], unknown: [] };
  }
}
