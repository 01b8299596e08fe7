import { isPublishing, type Service } from './proxied-request.ts';

/** What can be out or throttled as a whole. */
export type Outable = 'dynamodb' | 'sns' | 'sqs' | 'glacier';

/** How much is broken at the moment. */
export interface FaultPhase {
  /** Whether single requests are hit; `false` while the run begins, and when it calms down. */
  isFaulty: boolean;
  /** With which probability a service refuses every request, for as long as it is listed. */
  readonly outages: Map<Outable, number>;
}

/** Starts with everything in order. */
export const createFaultPhase = (): FaultPhase => ({ isFaulty: false, outages: new Map() });

/** Returns what a request needs in order to be answered. */
export const outableOf = (service: Service, operation: string): Outable => {
  if (service !== 'messaging') return service;
  return isPublishing(operation) ? 'sns' : 'sqs';
};
