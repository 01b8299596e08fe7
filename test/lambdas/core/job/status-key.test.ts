import { expect, it } from 'vitest';
import { statusKey } from '../../../../lambdas/core/job/status.ts';

it.each([
  ['InProgress#Inventory', { status: 'InProgress', action: 'InventoryRetrieval', tier: 'Bulk' }],
  ['InProgress#Expedited', { status: 'InProgress', action: 'ArchiveRetrieval', tier: 'Expedited' }],
  ['InProgress#Bulk', { status: 'InProgress', action: 'Select', tier: 'Bulk' }],
  ['InProgress#Standard', { status: 'InProgress', tier: 'Standard' }],
  ['InProgress#Standard', { status: 'InProgress', tier: 'Tomorrow' }],
  ['InProgress#Standard', { status: 'InProgress' }],
  ['Expired', { status: 'Expired', tier: 'Bulk' }],
] as const)('%s holds %j', (key, job) => {
  expect(statusKey(job)).toBe(key);
});
