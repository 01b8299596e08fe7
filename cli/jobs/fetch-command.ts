import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { awsCommand, type CommandScope, selfCommand } from '../../operations/shell-command.ts';
import { nameOfVault } from './view/job-row.ts';

/** Returns the commands that fetch a job's output and mark it as collected. */
export const fetchCommands = (
  { vaultArn, jobId }: JobKey,
  scope: CommandScope,
  outputFile = `${nameOfVault(vaultArn)}-${jobId.slice(0, 12)}.out`,
): readonly string[] => {
  const vault = nameOfVault(vaultArn);
  const file = outputFile.startsWith('-') ? `./${outputFile}` : outputFile;
  const which = ['--account-id', '-', '--vault-name', vault, `--job-id=${jobId}`];
  return [
    awsCommand('glacier', ['get-job-output', ...which, file], scope),
    selfCommand(['jobs', 'collect'], scope, [vault, jobId]),
  ];
};
