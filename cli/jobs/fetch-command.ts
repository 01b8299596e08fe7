import { basename, dirname } from 'node:path';
import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { type CommandScope, selfCommand } from '../../operations/shell-command.ts';
import { nameOfVault } from './view/job-row.ts';

/** Returns the command that fetches a job's output and marks it as collected. */
export const fetchCommand = (
  { vaultArn, jobId }: JobKey,
  scope: CommandScope,
  outputFile?: string,
): string => {
  const name = outputFile === undefined ? [] : [`--name=${basename(outputFile)}`];
  const to = `--to=${dirname(outputFile ?? '')}`;
  return selfCommand(['fetch', to, ...name], scope, [nameOfVault(vaultArn), jobId]);
};
