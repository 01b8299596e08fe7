import { refuseVault } from '../../lambdas/core/vault/scope.ts';
import type { Service } from '../deployment/service.ts';
import type { Output } from '../framework/output/output.ts';
import { printable } from '../framework/output/printable.ts';
import { toVaultArn } from './find-job.ts';

/** Returns the ARN of the vault that `--vault` names; warns when the service does not track it. */
export const toVaultFilter = (
  vault: string | undefined,
  { place, settings }: Service,
  output: Pick<Output, 'note'>,
): string | undefined => {
  if (vault === undefined) return undefined;
  const arn = toVaultArn(vault, { place });
  const refusal = refuseVault({ ...place, vaults: settings.vaults }, arn);
  if (refusal !== undefined) output.note(`Not tracked: ${printable(refusal)}.`);
  return arn;
};
