import { unreachableError, usageError } from '../framework/errors/cli-error.ts';
import { areComplete, OUTPUT_NAMES } from './deployment-outputs.ts';

type Outputs = Readonly<Record<string, string>>;

// In a custom stack the CDK puts the ids of the enclosing constructs before the name of
// an output, and a hash of them behind: PhotosNoticeTopicArn1A2B3C4D.
const KEY = new RegExp(`^(.*?)(${OUTPUT_NAMES.join('|')})([0-9A-F]{8})?$`);

/** One GlacierJobNotifier of a stack. */
export interface SelectedConstruct {
  /** Its id, which leads the names in the template; absent where it leaves no trace in them. */
  readonly construct: string | undefined;
  /** Its outputs under their own names. */
  readonly outputs: Outputs;
}

/**
 * Picks the outputs of one GlacierJobNotifier out of a stack's, under their own names.
 *
 * @throws CliError when there are several and none, or an unknown one, is named.
 */
export const selectConstruct = (
  outputs: Outputs,
  { stack, construct }: { readonly stack: string; readonly construct?: string | undefined },
): SelectedConstruct => {
  const groups = groupByConstruct(outputs);
  const names = namesOfWhole(groups);
  const name = construct ?? names[0];
  if (names.length > 1 && construct === undefined) {
    throw usageError(
      `The stack ${stack} contains several GlacierJobNotifier constructs: specify --construct (${names.join(', ')}).`,
    );
  }
  const group = name === undefined ? {} : groups.get(name);
  if (group !== undefined) return { construct: name || undefined, outputs: group };
  const known = names.length === 0 ? 'no GlacierJobNotifier' : names.filter(Boolean).join(', ');
  throw unreachableError(
    `--construct ${construct} is not in the stack ${stack}, which has ${known}.`,
  );
};

/** Whether the outputs of a stack are those of this GlacierJobNotifier, or of any. */
export const hasConstruct = (outputs: Outputs, construct: string | undefined): boolean =>
  [...groupByConstruct(outputs)].some(
    ([name, group]) => name === (construct ?? name) && areComplete(group),
  );

/** An unrelated output may match one of our names, such as `BackupDeliveryQueueUrl`. */
const namesOfWhole = (groups: ReadonlyMap<string, Outputs>): readonly string[] => {
  const names = [...groups.keys()];
  const whole = names.filter((name) => areComplete(groups.get(name)));
  // Where none is complete, the error reports what the incomplete ones lack.
  return whole.length > 0 ? whole : names;
};

/** The stack of the service alone has one construct, whose name leaves no trace. */
const groupByConstruct = (outputs: Outputs): ReadonlyMap<string, Outputs> => {
  const groups = new Map<string, Record<string, string>>();
  for (const [key, value] of Object.entries(outputs)) {
    const [, construct = '', name] = KEY.exec(key) ?? [];
    if (name !== undefined) groups.set(construct, { ...groups.get(construct), [name]: value });
  }
  return groups;
};
