import type { RemovalPolicy } from 'aws-cdk-lib';

/** What a table is told. */
export interface KeptTableProps {
  /** What becomes of the table when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}
