import { expect, it } from 'vitest';
import { noteSameUrl } from '../../../cli/endpoints/endpoint-ports.ts';
import { registerEndpoint } from '../../../operations/endpoints/register.ts';
import { anOutput } from '../../support/an-output.ts';
import { createEndpointWorld } from '../../support/endpoint-world.ts';

/** Registers endpoints of one URL; reading the secret row of some fails. */
const worldOf = async (count: number) => {
  const { deps } = createEndpointWorld();
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const registration = await registerEndpoint({ url: 'https://example.com/hook' }, deps);
    if (registration.kind === 'registered') ids.push(registration.endpoint.endpointId);
  }
  const damaged = new Set<string | undefined>();
  const secrets = {
    ...deps.secrets,
    get: (id: string) =>
      damaged.has(id) ? Promise.reject(new Error('damaged')) : deps.secrets.get(id),
  };
  return { deps: { ...deps, secrets }, ids, damaged };
};

it('points out an endpoint of the same URL although the row of another is damaged', async () => {
  const { deps, ids, damaged } = await worldOf(3);
  const [added = '', broken, twin] = ids;
  damaged.add(broken);
  const { output, lines } = anOutput(false);
  await noteSameUrl(added, deps, output);
  expect(lines).toStrictEqual([
    `${twin} has the same URL: the receiver gets each matching event twice.`,
  ]);
});

it('does not fail what is done when the endpoints cannot be listed', async () => {
  const { deps, ids } = await worldOf(1);
  const endpoints = { ...deps.endpoints, list: () => Promise.reject(new Error('throttled')) };
  const { output, lines } = anOutput(false);
  await noteSameUrl(ids[0] ?? '', { ...deps, endpoints }, output);
  expect(lines).toStrictEqual([]);
});
