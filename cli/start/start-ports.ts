import { createOperatorGlacierClient } from '../../lambdas/adapters/glacier/client.ts';
import { createGlacierLists } from '../../lambdas/adapters/glacier/lists.ts';
import type { SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import type { GlacierLists } from '../../lambdas/core/glacier/ports.ts';
import { createGlacierInitiation } from '../../operations/aws/initiate-job.ts';
import type { InitiateJob } from '../../operations/jobs/initiation.ts';
import type { Clock } from '../deployment/clock.ts';
import type { Service } from '../deployment/service.ts';
import type { Output } from '../framework/output/output.ts';
import { createJobPorts, type JobPorts } from '../jobs/job-ports.ts';

/** What starting jobs works with. */
export interface StartPorts extends Pick<JobPorts, 'registry'> {
  readonly initiate: InitiateJob;
  /** Lists every job of a vault that Glacier knows. */
  readonly listJobs: (vaultArn: string) => Promise<readonly SeenEvidence[]>;
  readonly clock: Clock;
}

/** Creates the ports to start jobs of a service. */
export const createStartPorts = (service: Service, output: Pick<Output, 'note'>): StartPorts => {
  const config = service.clientConfig('glacier');
  const lists = createGlacierLists(createOperatorGlacierClient(config));
  const { clock } = service;
  return {
    registry: createJobPorts(service, output).registry,
    initiate: createGlacierInitiation(config),
    listJobs: (vaultArn) => listAll(lists, vaultArn, clock),
    clock,
  };
};

const listAll = async (
  lists: GlacierLists,
  vaultArn: string,
  clock: Clock,
): Promise<readonly SeenEvidence[]> => {
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
