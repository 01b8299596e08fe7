import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { JobsTable } from './jobs-table.ts';

/** A policy for downstream teams: it reads the Jobs table and its index, and does nothing else. */
export class JobsReader extends ManagedPolicy {
  constructor(scope: Construct, id: string, jobs: JobsTable) {
    super(scope, id, { description: 'Reads the jobs of Glacier vaults that are recorded here' });
    jobs.grantRead(this);
  }
}
