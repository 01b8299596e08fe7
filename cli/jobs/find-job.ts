import type { JobKey } from '../../lambdas/core/evidence/evidence.ts';
import { parseVaultArn, vaultArn } from '../../lambdas/core/vault/vault.ts';
import { selfCommand } from '../../operations/shell-command.ts';
import { checkTarget } from '../../registry/target.ts';
import type { Service } from '../deployment/service.ts';
import { CliError } from '../framework/errors/cli-error.ts';
import type { JobPorts } from './job-ports.ts';

/** Converts a vault name or ARN to an ARN. */
export const toVaultArn = (vault: string, { place }: Pick<Service, 'place'>): string =>
  parseVaultArn(vault) === undefined ? vaultArn({ ...place, vaultName: vault }) : vault;

/**
 * Finds a tracked job by its id or a unique prefix of it.
 *
 * @throws CliError when there is none or more than one; InvalidInputError when there cannot be one.
 */
export const findJob = async (
  target: { readonly vault: string; readonly job: string },
  service: Pick<Service, 'place' | 'commandName' | 'selfOptions'>,
  { find }: Pick<JobPorts, 'find'>,
): Promise<JobKey> => {
  const { vault, job } = target;
  checkTarget({ vault, jobId: job });
  const found = await find(toVaultArn(vault, service), job);
  const [first, ...others] = found;
  if (first === undefined) {
    throw new CliError(
      `No tracked job of the vault ${vault} has an id that starts with ${job}. To list its jobs, run "${selfCommand(['jobs', 'list', '--vault', vault], service)}". To track a new job, run "${selfCommand(['jobs', 'track'], service, [vault, job])}" with its full id.`,
    );
  }
  if (first.jobId === job || others.length === 0) return first;
  const ids = found.map(({ jobId }) => jobId).join('\n  ');
  throw new CliError(`Several job ids start with ${job}: specify more characters.\n  ${ids}`);
};
