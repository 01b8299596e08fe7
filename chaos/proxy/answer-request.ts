import { setTimeout as wait } from 'node:timers/promises';
import type { DrawFault } from './draw-fault.ts';
import { type ProxyAnswer, refuse } from './fault-answers.ts';
import { forward } from './forward.ts';
import { outableOf, type ProxiedRequest, type Service } from './proxied-request.ts';

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
export const answerRequest = async (
  { functionName, service, origin, draw, note, kill }: ProxyRoute,
  request: ProxiedRequest,
): Promise<ProxyAnswer | undefined> => {
  const outable = outableOf(service, request);
  const fault = draw(functionName, outable);
  if (fault !== 'none') note(`request ${fault}`, `${functionName} ${outable}`);
  switch (fault) {
    case 'none':
      return forward(origin, request);
    case 'throttled':
    case 'failed':
      return refuse(outable, fault);
    case 'delayed':
      await wait(DELAY_MS);
      return forward(origin, request);
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
