import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { JobsTable } from '../tables/jobs-table.ts';

/** A policy for downstream teams: read access to the Jobs table and its index only. */
export class JobsReader extends ManagedPolicy {
  constructor(scope: Construct, id: string, jobs: JobsTable) {
    super(scope, id, { description: 'Reads the recorded jobs of Glacier vaults' });
    jobs.grantRead(this);
  }
}
