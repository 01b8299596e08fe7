import { setTimeout as wait } from 'node:timers/promises';
import type { DrawFault, RequestFault } from './draw-fault.ts';
import { failed, type ProxyAnswer, throttled } from './fault-answers.ts';
import { forward } from './forward.ts';
import { operationOf, type ProxiedRequest, type Service } from './proxied-request.ts';
import { refuseLastEntry } from './refuse-entries.ts';

/** How long a request is held up, in real time: long enough for others to overtake it. */
const DELAY_MS = 15;

/** The route from a function to a service, and the faults on it. */
export interface ProxyRoute {
  readonly functionName: string;
  readonly service: Service;
  readonly origin: string;
  readonly draw: DrawFault;
  note(kind: string, detail: string): void;
  kill(): Promise<void>;
}

/** Answers a request, or says `undefined` when its connection is to break. */
export const answerRequest = (
  route: ProxyRoute,
  request: ProxiedRequest,
): Promise<ProxyAnswer | undefined> => {
  const operation = operationOf(request);
  const fault = route.draw(request, operation);
  const note = () => route.note(`request ${fault}`, `${route.functionName} ${operation}`);
  // Only the answer shows whether there was an entry to refuse.
  if (fault !== 'none' && fault !== 'entry refused') note();
  return breakOn(route, request, { operation, fault, note });
};

interface Breakage {
  readonly operation: string;
  readonly fault: RequestFault;
  note(): void;
}

const breakOn = async (
  { origin, service, kill }: ProxyRoute,
  request: ProxiedRequest,
  { operation, fault, note }: Breakage,
): Promise<ProxyAnswer | undefined> => {
  switch (fault) {
    case 'none':
      return forward(origin, request);
    case 'throttled':
      return throttled(service, operation);
    case 'outage':
    case 'failed':
      return failed(service, operation);
    case 'delayed':
      await wait(DELAY_MS);
      return forward(origin, request);
    case 'entry refused':
      return refuseEntry(await forward(origin, request), note);
    case 'killed before':
      await kill();
      return undefined;
    case 'answer lost':
      await forward(origin, request);
      return undefined;
    case 'killed after':
      await forward(origin, request);
      await kill();
      return undefined;
  }
};

const refuseEntry = (answer: ProxyAnswer, note: () => void): ProxyAnswer => {
  const refused = refuseLastEntry(answer);
  if (refused !== undefined) note();
  return refused ?? answer;
};
