import type { DamagedRow } from '../../lambdas/core/doctor/facts.ts';
import type { TableName } from '../../lambdas/core/read-row.ts';
import type { OnDamaged } from '../../lambdas/core/read-rows.ts';
import type { DeploymentOutputs } from '../deployment/deployment-outputs.ts';

const KEYS: Readonly<Record<TableName, readonly string[]>> = {
  Jobs: ['vaultArn', 'jobId'],
  Endpoints: ['endpointId'],
  Deliveries: ['eventId', 'endpointId'],
};

/** Collects the rows that readers of the tables leave out, each once. */
export const collectDamagedRows = (outputs: DeploymentOutputs) => {
  const rows = new Map<string, DamagedRow>();
  const of =
    (table: TableName): OnDamaged =>
    (reason, row) => {
      const key = Object.fromEntries(KEYS[table].map((name) => [name, { S: String(row[name]) }]));
      rows.set(JSON.stringify(key), { tableName: outputs[`${table}TableName`], key, reason });
    };
  return { rows, of };
};
