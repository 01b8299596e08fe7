import type { Endpoint, EndpointFilter } from './endpoint.ts';

/** What of an event decides which endpoints get it. */
export interface EventSubject {
  readonly type: string;
  readonly vaultName?: string | undefined;
  readonly action?: string | undefined;
  readonly tier?: string | undefined;
  readonly jobDescription?: string | undefined;
  readonly group?: string | undefined;
}

/**
 * Says whether an endpoint wants an event: it chose the type, and its filter agrees.
 *
 * Whether it is enabled is for the sender to find out when it delivers. A list of endpoints may be a
 * minute old, and an event that a disabled endpoint misses must leave a row that can be replayed.
 *
 * What an event lacks fails a filter on it: a job may have no tier (an inventory retrieval) or no group,
 * and the event of a group has nothing but its group.
 */
export const matchesEndpoint = (endpoint: Endpoint, subject: EventSubject): boolean =>
  endpoint.eventTypes.includes(subject.type) && passesFilter(endpoint.filter, subject);

const passesFilter = (filter: EndpointFilter, subject: EventSubject): boolean =>
  matchesAny(filter.vaultNames, subject.vaultName) &&
  matchesAny(filter.groups, subject.group) &&
  includes(filter.actions, subject.action) &&
  includes(filter.tiers, subject.tier) &&
  (subject.jobDescription ?? '').startsWith(filter.descriptionPrefix ?? '');

const matchesAny = (patterns: readonly string[] | undefined, name: string | undefined): boolean =>
  patterns?.some((pattern) => name !== undefined && matchesPattern(pattern, name)) ?? true;

const includes = (allowed: readonly string[] | undefined, value: string | undefined): boolean =>
  allowed === undefined || (value !== undefined && allowed.includes(value));

/** Compares a name to a pattern in which `*` stands for any run of characters, in linear time. */
export const matchesPattern = (pattern: string, name: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first)) return false;
  // Each middle part may take its earliest place: that leaves the most room for the others.
  let position = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return name.length - last.length >= position && name.endsWith(last);
};
