import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { attachSandboxPort } from '../framework/options/sandbox-option.ts';

/** Words that may come next, and what each means. */
export type Candidates = readonly (readonly [word: string, meaning: string])[];

/** What may come next: known words, or the values of the deployment with this name, such as `vault`. */
export type NextWord = Candidates | string;

/** Returns what may come next on a command line, whose last word is incomplete. */
export const nextWord = (program: CommandUnknownOpts, words: readonly string[]): NextWord => {
  const { command, option, operands } = follow(program, attachSandboxPort(words.slice(0, -1)));
  const isOption = words.at(-1)?.startsWith('-') ?? false;
  if (option && !(isOption && option.variadic)) {
    return withoutMeaning(option.argChoices) ?? option.attributeName();
  }
  const help = command.createHelp();
  if (isOption) {
    const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
    return options.map(({ long, flags, description }) => [long ?? flags, description]);
  }
  if (command.commands.length > 0) {
    return help.visibleCommands(command).map((one) => [one.name(), one.description()]);
  }
  const args = command.registeredArguments;
  const argument = args[operands] ?? args.find(({ variadic }) => variadic);
  return withoutMeaning(argument?.argChoices) ?? argument?.name() ?? [];
};

const withoutMeaning = (words?: readonly string[]): Candidates | undefined =>
  words?.map((word) => [word, '']);

/** Follows complete words to a command, the option that awaits a value, and the number of operands. */
const follow = (program: CommandUnknownOpts, words: readonly string[]) => {
  let command = program;
  let option: Option | undefined;
  let operands = 0;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    const options = [command, command.parent ?? program, program].flatMap((each) => each.options);
    if (word.startsWith('-')) option = options.find((one) => one.required && one.long === word);
    else if (option) option = [option].find(({ variadic }) => variadic);
    else if (next) [command, operands] = [next, 0];
    else operands += 1;
  }
  return { command, option, operands };
};
