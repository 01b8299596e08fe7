import type { SeenEvidence } from '../../lambdas/core/evidence/evidence.ts';
import { createGlacierInitiation } from '../../operations/aws/initiate-job.ts';
import type { InitiateJob } from '../../operations/jobs/initiation.ts';
import type { Clock } from '../deployment/clock.ts';
import type { Service } from '../deployment/service.ts';
import type { Output } from '../framework/output/output.ts';
import { createJobPorts, type JobPorts } from '../jobs/job-ports.ts';
import { listGlacierJobs } from '../jobs/list-glacier-jobs.ts';

/** What starting jobs works with. */
export interface StartPorts extends Pick<JobPorts, 'registry'> {
  readonly initiate: InitiateJob;
  /** Lists every job of a vault that Glacier knows. */
  readonly listJobs: (vaultArn: string) => Promise<readonly SeenEvidence[]>;
  readonly clock: Clock;
}

/** Creates the ports to start jobs of a service. */
export const createStartPorts = (service: Service, output: Pick<Output, 'note'>): StartPorts => {
  return {
    registry: createJobPorts(service, output).registry,
    initiate: createGlacierInitiation(service.clientConfig('glacier')),
    listJobs: (vaultArn) => listGlacierJobs(service, vaultArn),
    clock: service.clock,
  };
};
