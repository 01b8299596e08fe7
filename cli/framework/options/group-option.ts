import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { GROUP_NAME } from '../../../lambdas/core/group/tag.ts';

/** Reads the name of a group. */
export const parseGroup = (text: string): string => {
  if (GROUP_NAME.test(text)) return text;
  throw new InvalidArgumentError(
    'Specify 1 to 64 letters, digits, dots, underscores and hyphens (A-Z a-z 0-9 . _ -).',
  );
};

/** Creates `--group`. */
export const createGroupOption = (description: string) =>
  new Option('--group <name>', description).argParser(parseGroup);
