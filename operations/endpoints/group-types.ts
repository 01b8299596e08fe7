import { DEFAULT_EVENT_TYPES, type Endpoint } from '../../lambdas/core/endpoint/endpoint.ts';
import { matchesEndpoint } from '../../lambdas/core/endpoint/match.ts';
import { GROUP_EVENT_TYPES } from '../../lambdas/core/event/event-type.ts';

/**
 * Lists the event types of groups that an endpoint has chosen and never gets: its filter on jobs
 * matches no event of a group. An endpoint with the default types has chosen none.
 */
export const unreachableGroupTypes = (endpoint: Endpoint): readonly string[] => {
  const { eventTypes, filter } = endpoint;
  if (String(eventTypes) === String(DEFAULT_EVENT_TYPES)) return [];
  const group = filter.groups?.[0]?.replaceAll('*', '') ?? '';
  return Object.values(GROUP_EVENT_TYPES).filter(
    (type) => eventTypes.includes(type) && !matchesEndpoint(endpoint, { type, group }),
  );
};
