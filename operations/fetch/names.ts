import { InvalidInputError } from '../../lambdas/core/errors.ts';
import { parseVaultArn } from '../../lambdas/core/vault/vault.ts';
import type { JobOutput } from './output.ts';

/** An output and the name under which it is stored. */
export interface NamedOutput {
  readonly output: JobOutput;
  readonly name: string;
}

/** What is added to the name of an output that is not whole yet. */
export const PART_SUFFIX = '.part';

const MOST_BYTES = 255;

/** Letters of other alphabets are fine; these have a meaning to a file system or a terminal. */
const FORBIDDEN = /[\p{Cc}/\\<>:"|?*]/u;

/**
 * Names outputs by a template of `{archiveId}`, `{jobId}` and `{vault}`.
 *
 * No name leaves its folder, and no two different outputs have the same one, by any case of letters.
 * @throws InvalidInputError for the first name that is not usable; nothing is fetched then.
 */
export const nameOutputs = (
  outputs: readonly JobOutput[],
  template: string | undefined,
): readonly NamedOutput[] => {
  const taken = new Map<string, JobOutput>();
  return outputs.map((output) => {
    const name = template === undefined ? defaultName(output) : fill(template, output);
    const problem = problemOf(name);
    if (problem !== undefined) {
      throw new InvalidInputError(
        `The output of the job ${output.key.jobId} would be named ${JSON.stringify(name)}, which ${problem}: specify another --name.`,
      );
    }
    const folded = name.normalize('NFC').toLowerCase();
    const other = taken.get(folded);
    if (other !== undefined && other.identity !== output.identity) {
      throw new InvalidInputError(
        `The outputs of the jobs ${other.key.jobId} and ${output.key.jobId} would both be named ${JSON.stringify(name)}, in some case of letters: specify --name '{jobId}', or fetch them to different folders.`,
      );
    }
    taken.set(folded, output);
    return { output, name };
  });
};

const defaultName = ({ archiveId, byteRange, format, key }: JobOutput): string =>
  archiveId === undefined
    ? `${key.jobId}.${format === 'CSV' ? 'csv' : 'json'}`
    : `${archiveId}${byteRange === undefined ? '' : `-${byteRange}`}`;

const fill = (template: string, { archiveId, key }: JobOutput): string => {
  const values: Readonly<Record<string, string>> = {
    archiveId: archiveId ?? key.jobId,
    jobId: key.jobId,
    vault: parseVaultArn(key.vaultArn)?.vaultName ?? '',
  };
  return template.replaceAll(/\{([^{}]*)\}/g, (placeholder, field: string) => {
    const value = values[field];
    if (value !== undefined) return value;
    throw new InvalidInputError(
      `--name contains ${placeholder}: use only {archiveId}, {jobId} and {vault}.`,
    );
  });
};

const problemOf = (name: string): string | undefined => {
  if (name === '' || /^\.|[. ]$/.test(name)) {
    return 'is empty, begins with a dot, or ends with a dot or a space';
  }
  if (FORBIDDEN.test(name)) return 'contains a control character or one of / \\ < > : " | ? *';
  if (name.toLowerCase().endsWith(PART_SUFFIX)) return `ends with ${PART_SUFFIX}`;
  return Buffer.byteLength(`${name}${PART_SUFFIX}`) > MOST_BYTES
    ? `has more than ${MOST_BYTES - PART_SUFFIX.length} bytes`
    : undefined;
};
