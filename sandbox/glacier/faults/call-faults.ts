import { type Answer, answerError } from '../api/answer.ts';
import { GlacierError } from '../api/refusals.ts';
import type { Random } from '../seeded-random.ts';
import type { FaultSettings } from './fault-settings.ts';

/** Draws whether something of a probability happens, and spends no number on what is switched off. */
export const happens = (probability: number, random: Random): boolean =>
  probability > 0 && random() < probability;

/** Draws the fault that answers a call instead of Glacier, if one does. */
export const drawCallFault = (
  settings: FaultSettings,
  operation: string,
  random: Random,
): Answer | undefined => {
  if (happens(settings.denyAccess, random)) {
    const message = `User is not authorized to perform: glacier:${operation}`;
    return answerError(new GlacierError(403, 'AccessDeniedException', message));
  }
  if (happens(settings.throttle, random)) {
    return answerError(new GlacierError(400, 'ThrottlingException', 'Rate exceeded'));
  }
  if (happens(settings.failService, random)) {
    const message = 'The service cannot complete the request.';
    return answerError(new GlacierError(500, 'ServiceUnavailableException', message));
  }
  return happens(settings.failGateway, random) ? GATEWAY_FAULT : undefined;
};

const GATEWAY_FAULT: Answer = {
  status: 503,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>\n',
};
