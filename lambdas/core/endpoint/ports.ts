import type { EndpointChange } from './changes.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointSecret } from './secret.ts';
import type { EndpointState } from './state.ts';

/** Knows all endpoints, without their secrets. */
export interface EndpointLister {
  /** Gives every endpoint, enabled or not. */
  readonly list: () => Promise<readonly Endpoint[]>;
}

/** Knows single endpoints, without their secrets. */
export interface EndpointReader {
  /** Gives one endpoint, unless it was removed. */
  readonly get: (endpointId: string) => Promise<Endpoint | undefined>;
}

/** Knows where webhooks go and what signs them. */
export interface EndpointSecretReader {
  /** Gives the secrets of one endpoint, unless it was removed. */
  readonly get: (endpointId: string) => Promise<EndpointSecret | undefined>;
}

/** Knows how single endpoints fare, and keeps it. */
export interface EndpointTable {
  /** Gives an endpoint as it is now, unless it was removed. */
  readonly current: (endpointId: string) => Promise<EndpointState | undefined>;
  /** Makes a change if the row allows it, and then gives the changed row. */
  readonly change: (
    endpointId: string,
    change: EndpointChange,
  ) => Promise<EndpointState | undefined>;
}

/** Knows also how endpoints fared a moment ago, without a request. */
export interface EndpointStates extends EndpointTable {
  /** Gives an endpoint as it was a few seconds ago, unless it was removed. */
  readonly recent: (endpointId: string) => Promise<EndpointState | undefined>;
}
