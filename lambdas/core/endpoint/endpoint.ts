import * as z from 'zod/mini';
import { FORMATS } from '../delivery/format/formats.ts';
import { EVENT_TYPES, JOB_EVENT_TYPES } from '../event/event-type.ts';
import { InstantText } from '../rows.ts';

/** Event types that an endpoint receives unless it chooses: everything but the mere start of a job. */
export const DEFAULT_EVENT_TYPES: readonly string[] = EVENT_TYPES.filter(
  (type) => type !== JOB_EVENT_TYPES.InProgress,
);

const instant = z.optional(InstantText);
const texts = z.optional(z.array(z.string()));

/**
 * Narrows an endpoint's events; every part that is present must agree with the event.
 *
 * `vaultNames` and `groups` may hold `*` for any run of characters.
 */
export const EndpointFilter = z.object({
  vaultNames: texts,
  actions: texts,
  tiers: texts,
  descriptionPrefix: z.optional(z.string()),
  groups: texts,
});

/** The parsed form of {@link EndpointFilter}. */
export type EndpointFilter = z.infer<typeof EndpointFilter>;

// Operators alone see it: damage to it must not cost an endpoint its events.
const shown = z.catch(z.optional(z.string()), undefined);

/**
 * A row of the Endpoints table, as far as readers need it.
 *
 * Event types are plain text here: a row of a later version must not make an endpoint unreadable.
 */
export const Endpoint = z.object({
  endpointId: z.string().check(z.minLength(1)),
  description: shown,
  /** The stack and the construct that manage it; absent where operators do. */
  managedBy: shown,
  createdAt: shown,
  urlHost: shown,
  eventTypes: z._default(z.array(z.string()), () => [...DEFAULT_EVENT_TYPES]),
  filter: z._default(EndpointFilter, {}),
  /** `standard` if absent, or if only a later version knows it. */
  format: z.catch(z.optional(z.enum(FORMATS)), undefined),
  /** The dashboard of the deployment when the format was chosen. */
  dashboardUrl: shown,
  state: z.enum(['enabled', 'disabled']),
  disabledReason: shown,
  /** While it is disabled: events since then may be missing. */
  missedSince: z.optional(z.string()),
  failingSince: instant,
  probeAt: instant,
  drainSince: instant,
  lastSuccessAt: instant,
});

/** A parsed row of the Endpoints table. */
export type Endpoint = z.infer<typeof Endpoint>;

/** A row as it is written: unset attributes get the defaults of the reader. */
export type EndpointRow = z.input<typeof Endpoint>;
