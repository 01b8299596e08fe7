import { createOperatorGlacierClient } from '../../lambdas/adapters/glacier/client.ts';
import { createGlacierLists } from '../../lambdas/adapters/glacier/lists.ts';
import type { SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import type { Service } from '../deployment/service.ts';

/** Lists every job of a vault that Glacier knows. */
export const listGlacierJobs = async (
  { clientConfig, clock }: Pick<Service, 'clientConfig' | 'clock'>,
  vaultArn: string,
): Promise<readonly SeenEvidence[]> => {
  const lists = createGlacierLists(createOperatorGlacierClient(clientConfig('glacier')));
  const found: SeenEvidence[] = [];
  let marker: string | undefined;
  do {
    const answer = await lists.listJobs({ vaultArn, marker }, clock.now());
    if (answer.kind === 'vault-not-found') return found;
    found.push(...answer.jobs);
    marker = answer.next;
  } while (marker !== undefined);
  return found;
};
