import { quote } from '../../operations/shell-command.ts';
import { DEFAULT_STACK, type GlobalOptions } from '../framework/options/global-options.ts';

/** Returns the options by which a printed command reaches the same deployment as this one. */
export const selfOptions = ({
  stack,
  construct,
  region,
  profile,
  sandbox,
}: GlobalOptions): string => {
  if (sandbox) return sandbox === true ? '--sandbox' : `--sandbox ${sandbox}`;
  const named = { stack: stack === DEFAULT_STACK ? undefined : stack, construct, region, profile };
  return Object.entries(named)
    .flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${quote(value)}`]))
    .join(' ');
};
