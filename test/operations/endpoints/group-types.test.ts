import { expect, it } from 'vitest';
import { Endpoint } from '../../../lambdas/core/endpoint/endpoint.ts';
import { unreachableGroupTypes } from '../../../operations/endpoints/group-types.ts';

const TYPES = ['glacier.job.failed', 'glacier.group.completed', 'glacier.group.overdue'];

it.each([
  [{ eventTypes: TYPES }, []],
  [{ eventTypes: TYPES, filter: { groups: ['photos-*', 'b'] } }, []],
  [{ eventTypes: TYPES, filter: { vaultNames: ['photos'] } }, TYPES.slice(1)],
  [{ eventTypes: TYPES, filter: { tiers: ['Bulk'], groups: ['a'] } }, TYPES.slice(1)],
  [{ eventTypes: TYPES, filter: { descriptionPrefix: 'nightly' } }, TYPES.slice(1)],
  [{ eventTypes: ['glacier.job.failed'], filter: { vaultNames: ['photos'] } }, []],
  [{ filter: { vaultNames: ['photos'] } }, []],
])('lists for %j the chosen types that never arrive', (chosen, types) => {
  const endpoint = Endpoint.parse({ endpointId: 'ep_1', state: 'enabled', ...chosen });
  expect(unreachableGroupTypes(endpoint)).toStrictEqual(types);
});
